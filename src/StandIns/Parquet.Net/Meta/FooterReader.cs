namespace Parquet.Meta;

/// <summary>Reads the footer's Thrift structures. What they mean together is checked by <see cref="FooterCheck"/>.</summary>
internal static class FooterReader
{
    /// <exception cref="ParquetException">The footer is damaged or lacks a required part.</exception>
    public static FileMetaData Read(ReadOnlySpan<byte> footer)
    {
        var reader = new ThriftCompactReader(footer);
        List<SchemaElement>? schema = null;
        List<RowGroupMetaData>? rowGroups = null;
        long? rowCount = null;
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 2:
                    schema = [];
                    for (var left = reader.ReadListHeader(type, ThriftType.Struct); left > 0; left--)
                        schema.Add(ReadSchemaElement(ref reader));
                    break;
                case 3:
                    rowCount = reader.ReadInt64(type);
                    break;
                case 4:
                    rowGroups = [];
                    for (var left = reader.ReadListHeader(type, ThriftType.Struct); left > 0; left--)
                        rowGroups.Add(ReadRowGroup(ref reader));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
        return new FileMetaData(
            schema ?? throw Missing("schema"),
            rowCount ?? throw Missing("number of rows"),
            rowGroups ?? throw Missing("row groups")
        );
    }

    private static SchemaElement ReadSchemaElement(ref ThriftCompactReader reader)
    {
        var element = new SchemaElement("", null, null, null, null, null);
        var named = false;
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    element = element with { Type = (PhysicalType)reader.ReadInt32(type) };
                    break;
                case 3:
                    element = element with { Repetition = (Repetition)reader.ReadInt32(type) };
                    break;
                case 4:
                    element = element with { Name = reader.ReadString(type) };
                    named = true;
                    break;
                case 5:
                    element = element with { ChildCount = reader.ReadInt32(type) };
                    break;
                case 6:
                    element = element with { Converted = (ConvertedType)reader.ReadInt32(type) };
                    break;
                case 10:
                    element = element with { Logical = ReadLogicalType(ref reader, type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
        return named ? element : throw Missing("name of a column");
    }

    private static LogicalType? ReadLogicalType(ref ThriftCompactReader reader, ThriftType outer)
    {
        reader.Expect(ThriftType.Struct, outer);
        LogicalType? logical = null;
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            logical = new LogicalType((LogicalTypeKind)id);
            if (logical.Kind == LogicalTypeKind.Integer)
                logical = ReadIntegerType(ref reader, type, logical);
            else
                reader.Skip(type);
        }
        return logical;
    }

    private static LogicalType ReadIntegerType(ref ThriftCompactReader reader, ThriftType outer, LogicalType logical)
    {
        reader.Expect(ThriftType.Struct, outer);
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 1)
                logical = logical with { BitWidth = reader.ReadByte(type) };
            else if (id == 2)
                logical = logical with { IsSigned = reader.ReadBoolean(type) };
            else
                reader.Skip(type);
        }
        return logical;
    }

    private static RowGroupMetaData ReadRowGroup(ref ThriftCompactReader reader)
    {
        var columns = new List<ColumnMetaData>();
        long? rowCount = null;
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    for (var left = reader.ReadListHeader(type, ThriftType.Struct); left > 0; left--)
                        columns.Add(ReadColumnChunk(ref reader));
                    break;
                case 3:
                    rowCount = reader.ReadInt64(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
        return new RowGroupMetaData(columns, rowCount ?? throw Missing("number of rows of a row group"));
    }

    private static ColumnMetaData ReadColumnChunk(ref ThriftCompactReader reader)
    {
        ColumnMetaData? column = null;
        short id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 1)
                throw new NotSupportedException("columns in files of their own are not supported");
            if (id == 3)
                column = ColumnMetaDataReader.Read(ref reader, type);
            else
                reader.Skip(type);
        }
        return column ?? throw Missing("metadata of a column");
    }

    private static ParquetException Missing(string what) => new($"metadata is damaged: the {what} is missing");
}
