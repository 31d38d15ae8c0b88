using Parquet.Schema;

namespace Parquet.Tests.StandInOnly;

/// <summary>Where the README says that we differ from upstream: errors instead of files that no one can read, and statistics.</summary>
[Collection(ForeignFileSharing.Name)]
public sealed class StrictnessTests(ForeignFiles files)
{
    [Fact]
    public async Task A_file_whose_row_group_lacks_a_column_is_no_parquet_file()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)), new DataField("b", typeof(int)));
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<int>(schema.DataFields[0], new[] { 1 });
        }
        using var file = new TempFile(stream.ToArray());

        await Assert.ThrowsAsync<IOException>(() => ParquetReader.CreateAsync(file.Path));
    }

    [Fact]
    public async Task A_null_in_a_required_column_is_refused()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(string), isNullable: false));
        await using var writer = await ParquetWriter.CreateAsync(schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync(schema.DataFields[0], ["x", null]));
    }

    [Fact]
    public async Task Two_columns_of_one_name_are_refused()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)), new DataField("a", typeof(string)));

        await Assert.ThrowsAsync<ArgumentException>(() => ParquetWriter.CreateAsync(schema, new MemoryStream()));
    }

    [Fact]
    public async Task Text_that_is_no_unicode_is_refused()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(string)));
        await using var writer = await ParquetWriter.CreateAsync(schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => group.WriteAsync(schema.DataFields[0], ["\uD800"]));
    }

    [Fact]
    public async Task A_column_is_read_with_its_own_nullability_and_type_alone()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)));
        var others = new ParquetSchema(
            new DataField("a", typeof(int), isNullable: true),
            new DataField("A", typeof(int)),
            new DataField("a", typeof(double))
        );
        using var file = new TempFile(await TestFiles.WriteAsync(schema, [new[] { 1 }]));
        await using var reader = await ParquetReader.CreateAsync(file.Path);
        using var group = reader.OpenRowGroupReader(0);

        await Assert.ThrowsAsync<ParquetException>(async () =>
            await group.ReadAsync<int>(others.DataFields[0], new int?[1])
        );
        await Assert.ThrowsAsync<ParquetException>(async () =>
            await group.ReadAsync<int>(others.DataFields[1], new int[1])
        );
        await Assert.ThrowsAsync<ParquetException>(async () =>
            await group.ReadAsync<double>(others.DataFields[2], new double[1])
        );
    }

    [Fact]
    public async Task Statistics_ignore_NaN_and_give_zeros_both_signs_and_order_text_by_utf8_bytes()
    {
        var schema = new ParquetSchema(
            new DataField("flag", typeof(bool)),
            new DataField("zero", typeof(double)),
            new DataField("some", typeof(double)),
            new DataField("none", typeof(double)),
            // In UTF-16 the surrogates of U+1F389 sort before U+FF5E; in UTF-8 they sort after it.
            new DataField("text", typeof(string))
        );
        Array[] group =
        [
            new[] { true, true },
            new[] { 0d, 0d },
            new[] { double.NaN, 1d },
            new[] { double.NaN, double.NaN },
            new[] { "\U0001F389", "\uFF5E" },
        ];

        var found = await StrangerTests.ReadAsync(schema, group);

        Assert.Equal(
            [
                (0, "True", "True"),
                (0, StrangerTests.Text(-0d), StrangerTests.Text(0d)),
                (0, StrangerTests.Text(1d), StrangerTests.Text(1d)),
                (0, null, null),
                (0, "\uFF5E", "\U0001F389"),
            ],
            StrangerTests.Statistics(found)
        );
    }

    [Fact]
    public async Task A_row_group_of_nulls_alone_is_read()
    {
        var found = await TableContents.ReadAsync(files["duckdb-late"]);

        var expected = Enumerable.Range(0, 5000).Select(i => TableContents.Text(i >= 3000 ? i : null));
        Assert.Equal(expected, Assert.Single(found.Values));
    }

    [Fact]
    public async Task Booleans_in_runs_are_read()
    {
        var found = await TableContents.ReadAsync(files["hyparquet-run-length-booleans"]);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i % 3 == 0}"), Assert.Single(found.Values));
    }
}
