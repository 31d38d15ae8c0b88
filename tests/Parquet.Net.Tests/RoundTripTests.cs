using Parquet.Schema;

namespace Parquet.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public Task Every_type_comes_back_as_it_was_written() =>
        AssertComesBackAsync(SampleTable.Schema, SampleTable.Edges);

    [Fact]
    public Task Row_groups_keep_their_order_and_sizes() =>
        AssertComesBackAsync(
            SampleTable.Schema,
            SampleTable.Make(1, 1),
            SampleTable.Make(20_000, 2),
            SampleTable.Make(9, 3)
        );

    [Fact]
    public Task A_row_group_may_have_no_rows() => AssertComesBackAsync(SampleTable.Schema, SampleTable.Make(0, 1));

    [Fact]
    public Task A_file_may_have_no_row_groups() => AssertComesBackAsync(SampleTable.Schema);

    [Fact]
    public async Task Nulls_of_every_number_and_offset_come_back()
    {
        var schema = new ParquetSchema(new DataField("x", typeof(string)));
        for (var lead = 0; lead < 18; lead++)
        for (var run = 0; run < 18; run++)
        {
            string?[] values =
            [
                .. Enumerable.Range(0, lead).Select(i => i % 2 == 0 ? $"{i}" : null),
                .. Enumerable.Repeat((string?)null, run),
                .. Enumerable.Range(0, 5).Select(i => $"{i}"),
            ];

            await AssertComesBackAsync(schema, [values]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public Task Text_of_any_length_survives_compression(int length)
    {
        var random = new Random(length);
        string[] texts =
        [
            new('x', length),
            string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(32, 127))),
            string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i * (long)i % 23))),
        ];

        return AssertComesBackAsync(new ParquetSchema(new DataField("text", typeof(string))), [texts]);
    }

    [Fact]
    public async Task Repetitive_data_shrinks()
    {
        var schema = new ParquetSchema(new DataField("x", typeof(int)));
        int[] values = [.. Enumerable.Range(0, 10_000).Select(i => i % 10)];

        var file = await TestFiles.WriteAsync(schema, [values]);

        Assert.InRange(file.Length, 1, values.Length * sizeof(int) / 10);
    }

    [Fact]
    public async Task Equal_tables_give_equal_bytes()
    {
        var first = await TestFiles.WriteAsync(SampleTable.Schema, SampleTable.Make(500, 4));
        var second = await TestFiles.WriteAsync(SampleTable.Schema, SampleTable.Make(500, 4));

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Columns_are_read_in_any_order_and_more_than_once()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)), new DataField("b", typeof(double)));
        using var file = new TempFile(await TestFiles.WriteAsync(schema, [new[] { 1, 2 }, new[] { 0.5, 0.25 }]));
        await using var reader = await ParquetReader.CreateAsync(file.Path);
        using var group = reader.OpenRowGroupReader(0);
        var a = new int[2];
        var b = new double[2];

        await group.ReadAsync<double>(reader.Schema.DataFields[1], b);
        await group.ReadAsync<int>(reader.Schema.DataFields[0], a);
        Array.Clear(b);
        await group.ReadAsync<double>(reader.Schema.DataFields[1], b);

        Assert.Equal([1, 2], a);
        Assert.Equal([0.5, 0.25], b);
    }

    [Fact]
    public async Task A_required_column_can_be_read_as_nullable()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)));
        using var file = new TempFile(await TestFiles.WriteAsync(schema, [new[] { 1, 2 }]));
        await using var reader = await ParquetReader.CreateAsync(file.Path);
        using var group = reader.OpenRowGroupReader(0);
        var values = new int?[2];

        await group.ReadAsync<int>(reader.Schema.DataFields[0], values);

        Assert.Equal([1, 2], values);
    }

    [Fact]
    public async Task A_file_is_open_until_its_reader_is_disposed()
    {
        using var file = new TempFile(
            await TestFiles.WriteAsync(new ParquetSchema(new DataField("a", typeof(int))), [new[] { 7 }])
        );

        await using (await ParquetReader.CreateAsync(file.Path))
            Assert.Throws<IOException>(() => OpenAlone(file.Path).Dispose());

        OpenAlone(file.Path).Dispose();
    }

    [Fact]
    public async Task The_stream_stays_open_when_the_writer_is_disposed()
    {
        using var stream = new MemoryStream();
        await using (await ParquetWriter.CreateAsync(new ParquetSchema(new DataField("a", typeof(int))), stream)) { }

        Assert.True(stream.CanWrite);
        Assert.Equal("PAR1"u8.ToArray(), stream.ToArray()[^4..]);
    }

    [Theory]
    [InlineData(typeof(bool), null, typeof(bool), false)]
    [InlineData(typeof(int), null, typeof(int), false)]
    [InlineData(typeof(double), null, typeof(double), false)]
    [InlineData(typeof(string), null, typeof(ReadOnlyMemory<char>), true)]
    [InlineData(typeof(string), false, typeof(ReadOnlyMemory<char>), false)]
    [InlineData(typeof(int?), null, typeof(int), true)]
    [InlineData(typeof(double), true, typeof(double), true)]
    [InlineData(typeof(bool?), false, typeof(bool), false)]
    public void A_field_has_the_type_and_nullability_that_its_clr_type_asks_for(
        Type type,
        bool? isNullable,
        Type clrType,
        bool nullable
    )
    {
        var field = new DataField("x", type, isNullable);

        Assert.Equal(("x", clrType, nullable), (field.Name, field.ClrType, field.IsNullable));
    }

    private static FileStream OpenAlone(string path) =>
        File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    private static async Task AssertComesBackAsync(ParquetSchema schema, params Array[][] rowGroups)
    {
        using var file = new TempFile(await TestFiles.WriteAsync(schema, rowGroups));

        var found = await TableContents.ReadAsync(file.Path);

        Assert.Null(TableContents.Difference(TestFiles.Expected(schema, rowGroups), found));
    }
}
