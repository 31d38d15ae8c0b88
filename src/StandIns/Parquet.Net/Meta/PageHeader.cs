using System.Buffers;

namespace Parquet.Meta;

/// <summary>The header before each page. Sizes are in bytes, counts in values.</summary>
internal sealed record PageHeader
{
    public PageType Type { get; init; }

    public int UncompressedSize { get; init; }

    public int CompressedSize { get; init; }

    public int ValueCount { get; init; }

    public Encoding Encoding { get; init; }

    public Encoding DefinitionLevelEncoding { get; init; } = Encoding.Rle;

    /// <summary>Version 2 only: nulls among the values.</summary>
    public int NullCount { get; init; }

    /// <summary>Version 2 only: bytes of the uncompressed definition levels before the values.</summary>
    public int DefinitionLevelsLength { get; init; }

    /// <summary>Version 2 only: bytes of the uncompressed repetition levels before the definition levels.</summary>
    public int RepetitionLevelsLength { get; init; }

    /// <summary>Version 2 only: whether the values are compressed at all.</summary>
    public bool IsCompressed { get; init; } = true;

    /// <summary>Reads a header and leaves the reader behind it.</summary>
    /// <exception cref="ParquetException">The header is damaged.</exception>
    public static PageHeader Read(ref ThriftCompactReader reader)
    {
        var header = new PageHeader { Type = (PageType)(-1) };
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            header = id switch
            {
                1 => header with { Type = (PageType)reader.ReadInt32(type) },
                2 => header with { UncompressedSize = reader.ReadInt32(type) },
                3 => header with { CompressedSize = reader.ReadInt32(type) },
                5 => ReadDataPage(ref reader, type, header),
                7 => ReadDictionaryPage(ref reader, type, header),
                8 => ReadDataPageV2(ref reader, type, header),
                _ => Skip(ref reader, type, header),
            };
        }
        return header;
    }

    /// <summary>Writes the header of a version 1 data page.</summary>
    public void WriteDataPage(IBufferWriter<byte> output)
    {
        var writer = new ThriftCompactWriter(output);
        writer.BeginStruct();
        writer.WriteInt32(1, (int)PageType.DataPage);
        writer.WriteInt32(2, UncompressedSize);
        writer.WriteInt32(3, CompressedSize);
        writer.BeginStruct(5);
        writer.WriteInt32(1, ValueCount);
        writer.WriteInt32(2, (int)Encoding);
        writer.WriteInt32(3, (int)DefinitionLevelEncoding);
        writer.WriteInt32(4, (int)Encoding.Rle);
        writer.EndStruct();
        writer.EndStruct();
    }

    private static PageHeader ReadDataPage(ref ThriftCompactReader reader, ThriftType outer, PageHeader header)
    {
        reader.Expect(ThriftType.Struct, outer);
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            header = id switch
            {
                1 => header with { ValueCount = reader.ReadInt32(type) },
                2 => header with { Encoding = (Encoding)reader.ReadInt32(type) },
                3 => header with { DefinitionLevelEncoding = (Encoding)reader.ReadInt32(type) },
                _ => Skip(ref reader, type, header),
            };
        }
        return header;
    }

    private static PageHeader ReadDictionaryPage(ref ThriftCompactReader reader, ThriftType outer, PageHeader header)
    {
        reader.Expect(ThriftType.Struct, outer);
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            header = id switch
            {
                1 => header with { ValueCount = reader.ReadInt32(type) },
                2 => header with { Encoding = (Encoding)reader.ReadInt32(type) },
                _ => Skip(ref reader, type, header),
            };
        }
        return header;
    }

    private static PageHeader ReadDataPageV2(ref ThriftCompactReader reader, ThriftType outer, PageHeader header)
    {
        reader.Expect(ThriftType.Struct, outer);
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            header = id switch
            {
                1 => header with { ValueCount = reader.ReadInt32(type) },
                2 => header with { NullCount = reader.ReadInt32(type) },
                4 => header with { Encoding = (Encoding)reader.ReadInt32(type) },
                5 => header with { DefinitionLevelsLength = reader.ReadInt32(type) },
                6 => header with { RepetitionLevelsLength = reader.ReadInt32(type) },
                7 => header with { IsCompressed = reader.ReadBoolean(type) },
                _ => Skip(ref reader, type, header),
            };
        }
        return header;
    }

    private static PageHeader Skip(ref ThriftCompactReader reader, ThriftType type, PageHeader header)
    {
        reader.Skip(type);
        return header;
    }
}
