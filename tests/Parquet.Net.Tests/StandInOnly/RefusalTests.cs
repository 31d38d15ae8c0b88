using Parquet.Schema;

namespace Parquet.Tests.StandInOnly;

/// <summary>What Parquet.Net reads and this slice does not is refused by name. The files are sound ones of DuckDB and hyparquet-writer.</summary>
[Collection(ForeignFileSharing.Name)]
public sealed class RefusalTests(ForeignFiles files)
{
    [Theory]
    [InlineData("zstd", "Zstd")]
    [InlineData("brotli", "Brotli")]
    [InlineData("lz4_raw", "Lz4Raw")]
    public async Task A_compression_is_refused_by_name(string file, string name)
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync($"compression-{file}"));

        Assert.Contains($"column 'flag': compression {name} is not supported", error.Message);
    }

    [Theory]
    [InlineData("whole", "whole", "DeltaBinaryPacked")]
    [InlineData("real", "real", "ByteStreamSplit")]
    [InlineData("name", "name", "DeltaLengthByteArray")]
    [InlineData("delta-byte-array", "name", "DeltaByteArray")]
    public async Task An_encoding_is_refused_by_name(string file, string column, string name)
    {
        var error = await Assert.ThrowsAsync<ParquetException>(() => ReadAsync($"encoding-{file}"));

        Assert.Contains($"column '{column}': encoding {name} is not supported", error.Message);
    }

    [Theory]
    [InlineData("bigint", "Int64 in Int64")]
    [InlineData("float", "Float")]
    [InlineData("tinyint", "Int8 in Int32")]
    [InlineData("uinteger", "UInt32 in Int32")]
    [InlineData("decimal", "Decimal in Int32")]
    [InlineData("date", "Date in Int32")]
    [InlineData("time", "Time in Int64")]
    [InlineData("timestamp", "Timestamp in Int64")]
    [InlineData("blob", "ByteArray")]
    [InlineData("uuid", "Uuid in FixedLengthByteArray")]
    public async Task A_type_is_refused_by_name(string file, string name)
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync($"type-{file}"));

        Assert.Contains($"column 'odd': type {name} is not supported", error.Message);
    }

    [Theory]
    [InlineData("struct")]
    [InlineData("list")]
    [InlineData("map")]
    public async Task A_nested_column_is_refused(string file)
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync($"type-{file}"));

        Assert.Contains("column 'odd': nested columns are not supported", error.Message);
    }

    [Fact]
    public async Task An_encrypted_file_is_refused()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync("encrypted"));

        Assert.Contains("encrypted", error.Message);
    }

    [Theory]
    [InlineData(typeof(long))]
    [InlineData(typeof(float))]
    [InlineData(typeof(DateTime))]
    public void A_field_of_another_type_is_refused_by_name(Type type)
    {
        var error = Assert.Throws<NotSupportedException>(() => new DataField("x", type));

        Assert.Contains($"column 'x': type {type} is not supported", error.Message);
    }

    [Fact]
    public async Task Parameters_for_what_the_slice_leaves_out_are_refused()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)));
        var a = schema.DataFields[0];
        using var file = new TempFile(await TestFiles.WriteAsync(schema, [new[] { 1 }]));
        await using var reader = await ParquetReader.CreateAsync(file.Path);
        using var rows = reader.OpenRowGroupReader(0);
        await using var writer = await ParquetWriter.CreateAsync(schema, new MemoryStream());
        using var group = writer.CreateRowGroup();
        int[] one = [1];

        Assert.Throws<NotSupportedException>(() => new DataField("x", typeof(int), isArray: true));
        Assert.Throws<NotSupportedException>(() => new DataField("x", typeof(int), propertyName: "X"));
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            ParquetWriter.CreateAsync(schema, new MemoryStream(), append: true)
        );
        await Assert.ThrowsAsync<NotSupportedException>(() => group.WriteAsync<int>(a, one, repetitionLevels: one));
        await Assert.ThrowsAsync<NotSupportedException>(() => group.WriteAsync<int>(a, one, customMetadata: []));
        await Assert.ThrowsAsync<NotSupportedException>(async () =>
            await rows.ReadAsync<int>(a, new int[1], repetitionLevels: one)
        );
    }

    private Task<TableContents> ReadAsync(string name) => TableContents.ReadAsync(files[name]);
}
