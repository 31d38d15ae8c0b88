using Parquet.Schema;

namespace Parquet.Tests;

public sealed class RoundTripTests
{
    public static TheoryData<CompressionMethod> Compressions =>
        [CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip];

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task Every_type_comes_back_as_it_was_written(CompressionMethod compression)
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Edges);

        AssertSame([SampleTable.Edges], await TestFiles.ReadAsync(file));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task Row_groups_keep_their_order_and_sizes(CompressionMethod compression)
    {
        Array[][] groups = [SampleTable.Make(1, 1), SampleTable.Make(20_000, 2), SampleTable.Make(9, 3)];

        var file = await TestFiles.WriteAsync(SampleTable.Schema, compression, groups);

        AssertSame(groups, await TestFiles.ReadAsync(file));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task A_row_group_may_have_no_rows(CompressionMethod compression)
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Make(0, 1));

        AssertSame([SampleTable.Make(0, 1)], await TestFiles.ReadAsync(file));
    }

    [Fact]
    public async Task A_file_may_have_no_row_groups()
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, CompressionMethod.Snappy);

        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        Assert.Equal(0, reader.RowGroupCount);
        Assert.Equal(SampleTable.Schema, reader.Schema);
    }

    [Fact]
    public async Task Null_runs_of_every_length_and_offset_come_back()
    {
        var schema = new ParquetSchema(new DataField<int?>("x"));
        for (var lead = 0; lead < 18; lead++)
        for (var run = 0; run < 18; run++)
        {
            int?[] values =
            [
                .. Enumerable.Range(0, lead).Select(i => i % 2 == 0 ? i : (int?)null),
                .. Enumerable.Repeat((int?)null, run),
                .. Enumerable.Range(0, 5).Select(i => (int?)i),
            ];

            var file = await TestFiles.WriteAsync(schema, CompressionMethod.None, [values]);

            AssertSame(
                [
                    [values],
                ],
                await TestFiles.ReadAsync(file)
            );
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public async Task Text_of_any_length_survives_compression(int length)
    {
        var random = new Random(length);
        string[] texts =
        [
            new('x', length),
            string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(32, 127))),
            string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i * i % 23))),
        ];
        var schema = new ParquetSchema(new DataField<string>("text"));
        foreach (var compression in Compressions)
        {
            var file = await TestFiles.WriteAsync(schema, compression, [texts]);

            AssertSame(
                [
                    [texts],
                ],
                await TestFiles.ReadAsync(file)
            );
        }
    }

    [Fact]
    public async Task Repetitive_data_shrinks_under_both_compressions()
    {
        var schema = new ParquetSchema(new DataField<int>("x"));
        int[] values = [.. Enumerable.Range(0, 10_000).Select(i => i % 10)];

        var plain = await TestFiles.WriteAsync(schema, CompressionMethod.None, [values]);
        var snappy = await TestFiles.WriteAsync(schema, CompressionMethod.Snappy, [values]);
        var gzip = await TestFiles.WriteAsync(schema, CompressionMethod.Gzip, [values]);

        Assert.InRange(snappy.Length, 1, plain.Length / 10);
        Assert.InRange(gzip.Length, 1, plain.Length / 10);
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task Equal_tables_give_equal_bytes(CompressionMethod compression)
    {
        var first = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Make(500, 4));
        var second = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Make(500, 4));

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Columns_are_read_in_any_order_and_more_than_once()
    {
        var schema = new ParquetSchema(new DataField<int>("a"), new DataField<double>("b"));
        var file = await TestFiles.WriteAsync(schema, CompressionMethod.Snappy, [new[] { 1, 2 }, new[] { 0.5, 0.25 }]);
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        using var group = reader.OpenRowGroupReader(0);
        var a = new int[2];
        var b = new double[2];

        await group.ReadAsync<double>(reader.Schema.FindDataField("b"), b);
        await group.ReadAsync<int>(reader.Schema.FindDataField("a"), a);
        await group.ReadAsync<double>(reader.Schema.FindDataField("b"), b);

        Assert.Equal([1, 2], a);
        Assert.Equal([0.5, 0.25], b);
    }

    [Fact]
    public async Task A_required_column_can_be_read_as_nullable()
    {
        var schema = new ParquetSchema(new DataField<int>("a"));
        var file = await TestFiles.WriteAsync(schema, CompressionMethod.Snappy, [new[] { 1, 2 }]);
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        using var group = reader.OpenRowGroupReader(0);
        var values = new int?[2];

        await group.ReadAsync<int>(reader.Schema.DataFields[0], values);

        Assert.Equal([1, 2], values);
    }

    [Fact]
    public async Task A_file_on_disk_is_read_by_its_path_and_closed_afterwards()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var schema = new ParquetSchema(new DataField<int>("a"));
        await File.WriteAllBytesAsync(path, await TestFiles.WriteAsync(schema, CompressionMethod.None, [new[] { 7 }]));

        await using (var reader = await ParquetReader.CreateAsync(path))
            Assert.Equal(1, reader.OpenRowGroupReader(0).RowCount);

        using (File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
        File.Delete(path);
    }

    private static void AssertSame(Array[][] expected, object?[][][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (expectedColumns, actualColumns) in expected.Zip(actual))
        {
            Assert.Equal(expectedColumns.Length, actualColumns.Length);
            foreach (var (expectedValues, actualValues) in expectedColumns.Zip(actualColumns))
                Assert.Equal(expectedValues.Cast<object?>(), actualValues);
        }
    }
}
