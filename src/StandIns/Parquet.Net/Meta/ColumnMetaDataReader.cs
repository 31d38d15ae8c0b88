namespace Parquet.Meta;

/// <summary>Reads the footer's entry of one column in one row group.</summary>
internal static class ColumnMetaDataReader
{
    /// <exception cref="ParquetException">The entry is damaged or lacks a required part.</exception>
    public static ColumnMetaData Read(ref ThriftCompactReader reader, ThriftType outer)
    {
        reader.Expect(ThriftType.Struct, outer);
        int? physicalType = null;
        int? codec = null;
        var path = new List<string>();
        long? valueCount = null;
        long? uncompressedSize = null;
        long? compressedSize = null;
        long? dataPageOffset = null;
        long? dictionaryPageOffset = null;
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    physicalType = reader.ReadInt32(type);
                    break;
                case 3:
                    for (var left = reader.ReadListHeader(type, ThriftType.Binary); left > 0; left--)
                        path.Add(reader.ReadString(ThriftType.Binary));
                    break;
                case 4:
                    codec = reader.ReadInt32(type);
                    break;
                case 5:
                    valueCount = reader.ReadInt64(type);
                    break;
                case 6:
                    uncompressedSize = reader.ReadInt64(type);
                    break;
                case 7:
                    compressedSize = reader.ReadInt64(type);
                    break;
                case 9:
                    dataPageOffset = reader.ReadInt64(type);
                    break;
                case 11:
                    dictionaryPageOffset = reader.ReadInt64(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
        return new ColumnMetaData
        {
            Type = (PhysicalType)(physicalType ?? throw Missing("type")),
            Path = path,
            Codec = (CompressionCodec)(codec ?? throw Missing("codec")),
            ValueCount = valueCount ?? throw Missing("number of values"),
            UncompressedSize = uncompressedSize ?? throw Missing("uncompressed size"),
            CompressedSize = compressedSize ?? throw Missing("compressed size"),
            DataPageOffset = dataPageOffset ?? throw Missing("offset"),
            DictionaryPageOffset = dictionaryPageOffset,
        };
    }

    private static ParquetException Missing(string what) =>
        new($"metadata is damaged: the {what} of a column is missing");
}
