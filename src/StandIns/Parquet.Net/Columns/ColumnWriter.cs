using System.Buffers;
using System.Buffers.Binary;
using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Turns one column of one row group into bytes: a single version 1 data page, plain and under Snappy.</summary>
internal static class ColumnWriter
{
    /// <param name="field">The column.</param>
    /// <param name="values">Its values without nulls.</param>
    /// <param name="present">Per row whether it has a value; not looked at when the column is required.</param>
    /// <param name="rowCount">Rows, with nulls.</param>
    /// <param name="offset">Where in the file the bytes will lie.</param>
    public static (ReadOnlyMemory<byte> Bytes, ColumnMetaData MetaData) Write<TValue>(
        DataField field,
        ReadOnlySpan<TValue> values,
        ReadOnlySpan<bool> present,
        int rowCount,
        long offset
    )
    {
        var type = (ColumnType<TValue>)field.ColumnType;
        var page = new ArrayBufferWriter<byte>();
        if (field.IsNullable)
            WriteDefinitionLevels(present, page);
        type.Encode(values, page);

        var body = SnappyEncoder.Compress(page.WrittenSpan);
        var header = new PageHeader
        {
            UncompressedSize = page.WrittenCount,
            CompressedSize = body.Length,
            ValueCount = rowCount,
            Encoding = Meta.Encoding.Plain,
        };
        var chunk = new ArrayBufferWriter<byte>(body.Length + 64);
        header.WriteDataPage(chunk);
        var headerLength = chunk.WrittenCount;
        chunk.Write(body.Span);

        var bounds = type.Bounds(values);
        var metaData = new ColumnMetaData
        {
            Type = type.Physical,
            Path = [field.Name],
            Codec = CompressionCodec.Snappy,
            ValueCount = rowCount,
            UncompressedSize = headerLength + (long)page.WrittenCount,
            CompressedSize = chunk.WrittenCount,
            DataPageOffset = offset,
            Statistics = new Statistics(rowCount - values.Length, bounds?.Min, bounds?.Max),
        };
        return (chunk.WrittenMemory, metaData);
    }

    // In a version 1 page the levels come first, with their length in bytes before them.
    private static void WriteDefinitionLevels(ReadOnlySpan<bool> present, ArrayBufferWriter<byte> page)
    {
        var levels = new ArrayBufferWriter<byte>();
        RleBitPackedHybrid.EncodeBits(present, levels);
        BinaryPrimitives.WriteInt32LittleEndian(page.GetSpan(sizeof(int)), levels.WrittenCount);
        page.Advance(sizeof(int));
        page.Write(levels.WrittenSpan);
    }
}
