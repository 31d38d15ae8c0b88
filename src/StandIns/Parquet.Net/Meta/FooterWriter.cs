using System.Buffers;
using Parquet.Schema;

namespace Parquet.Meta;

/// <summary>Writes the footer. Equal tables give equal bytes: nothing depends on time or host.</summary>
internal static class FooterWriter
{
    // "<application> version <version> (build <build>)" is the form that readers parse.
    private const string CreatedBy = "Parquet.Net stand-in version 6.1.0 (build ntkrepro)";

    public static ReadOnlyMemory<byte> Write(ParquetSchema schema, IReadOnlyList<RowGroupMetaData> rowGroups)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ThriftCompactWriter(output);
        var fields = schema.DataFields;
        writer.BeginStruct();
        writer.WriteInt32(1, 1);
        WriteSchema(writer, fields);
        writer.WriteInt64(3, rowGroups.Sum(group => group.RowCount));
        writer.BeginList(4, ThriftType.Struct, rowGroups.Count);
        foreach (var group in rowGroups)
            WriteRowGroup(writer, group);
        writer.WriteString(6, CreatedBy);
        // One TypeDefinedOrder per column: without it readers must not trust the extremes.
        writer.BeginList(7, ThriftType.Struct, fields.Length);
        foreach (var _ in fields)
        {
            writer.BeginStruct();
            writer.BeginStruct(1);
            writer.EndStruct();
            writer.EndStruct();
        }
        writer.EndStruct();
        return output.WrittenMemory;
    }

    private static void WriteSchema(ThriftCompactWriter writer, DataField[] fields)
    {
        writer.BeginList(2, ThriftType.Struct, fields.Length + 1);
        writer.BeginStruct();
        writer.WriteString(4, "root");
        writer.WriteInt32(5, fields.Length);
        writer.EndStruct();
        foreach (var field in fields)
        {
            writer.BeginStruct();
            writer.WriteInt32(1, (int)field.ColumnType.Physical);
            writer.WriteInt32(3, (int)(field.IsNullable ? Repetition.Optional : Repetition.Required));
            writer.WriteString(4, field.Name);
            if (field.ColumnType.Physical == PhysicalType.ByteArray)
            {
                writer.WriteInt32(6, (int)ConvertedType.Utf8);
                writer.BeginStruct(10);
                writer.BeginStruct((short)LogicalTypeKind.String);
                writer.EndStruct();
                writer.EndStruct();
            }
            writer.EndStruct();
        }
    }

    private static void WriteRowGroup(ThriftCompactWriter writer, RowGroupMetaData group)
    {
        writer.BeginStruct();
        writer.BeginList(1, ThriftType.Struct, group.Columns.Count);
        foreach (var column in group.Columns)
        {
            writer.BeginStruct();
            writer.WriteInt64(2, column.Start);
            WriteColumn(writer, column);
            writer.EndStruct();
        }
        writer.WriteInt64(2, group.Columns.Sum(column => column.UncompressedSize));
        writer.WriteInt64(3, group.RowCount);
        writer.WriteInt64(5, group.Columns[0].Start);
        writer.WriteInt64(6, group.Columns.Sum(column => column.CompressedSize));
        writer.EndStruct();
    }

    private static void WriteColumn(ThriftCompactWriter writer, ColumnMetaData column)
    {
        writer.BeginStruct(3);
        writer.WriteInt32(1, (int)column.Type);
        writer.BeginList(2, ThriftType.Int32, 2);
        writer.WriteInt32Element((int)Encoding.Plain);
        writer.WriteInt32Element((int)Encoding.Rle);
        writer.BeginList(3, ThriftType.Binary, column.Path.Count);
        foreach (var part in column.Path)
            writer.WriteStringElement(part);
        writer.WriteInt32(4, (int)column.Codec);
        writer.WriteInt64(5, column.ValueCount);
        writer.WriteInt64(6, column.UncompressedSize);
        writer.WriteInt64(7, column.CompressedSize);
        writer.WriteInt64(9, column.DataPageOffset);
        if (column.Statistics is { } statistics)
            WriteStatistics(writer, statistics);
        writer.EndStruct();
    }

    private static void WriteStatistics(ThriftCompactWriter writer, Statistics statistics)
    {
        writer.BeginStruct(12);
        writer.WriteInt64(3, statistics.NullCount);
        if (statistics.Max is not null)
            writer.WriteBinary(5, statistics.Max);
        if (statistics.Min is not null)
            writer.WriteBinary(6, statistics.Min);
        writer.EndStruct();
    }
}
