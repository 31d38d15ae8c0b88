using Parquet.Schema;

namespace Parquet.Meta;

/// <summary>Turns a footer's schema into fields, and checks that the footer agrees with itself and with the file's size.</summary>
internal static class FooterCheck
{
    private const int MagicLength = 4;

    /// <summary>The columns of a flat table.</summary>
    /// <exception cref="ParquetException">The schema contradicts itself.</exception>
    /// <exception cref="NotSupportedException">A column is nested, repeated, or of a type outside the slice.</exception>
    public static ParquetSchema ToSchema(IReadOnlyList<SchemaElement> elements)
    {
        if (elements.Count < 2)
            throw new ParquetException("metadata is damaged: the schema has no column");
        var columns = elements.Skip(1).ToList();
        if (columns.Find(column => column.Type is null) is { } nested)
            throw new NotSupportedException($"column '{nested.Name}': nested columns are not supported");
        if (elements[0].ChildCount != columns.Count)
            throw new ParquetException("metadata is damaged: the schema's number of columns is wrong");
        if (columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
            throw new ParquetException("two columns have the same name");
        return new ParquetSchema([.. columns.Select(ToField)]);
    }

    /// <summary>Checks counts, names, types and the place of every column chunk.</summary>
    /// <param name="footer">What the file says.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="dataEnd">Offset of the footer, where the last page must have ended; in bytes.</param>
    /// <exception cref="ParquetException">Something does not fit.</exception>
    public static void Check(FileMetaData footer, ParquetSchema schema, long dataEnd)
    {
        var fields = schema.DataFields;
        var rowsLeft = footer.RowCount;
        foreach (var group in footer.RowGroups)
        {
            // Subtracting from what is left cannot overflow, whatever the file claims.
            if (group.RowCount < 0 || group.RowCount > rowsLeft)
                throw new ParquetException("metadata is damaged: the row groups' rows do not add up to the file's");
            rowsLeft -= group.RowCount;
            if (group.Columns.Count != fields.Length)
                throw new ParquetException("metadata is damaged: a row group lacks a column or has one too many");
            for (var i = 0; i < fields.Length; i++)
                CheckColumn(group.Columns[i], fields[i], group.RowCount, dataEnd);
        }
        if (rowsLeft != 0)
            throw new ParquetException("metadata is damaged: the row groups' rows do not add up to the file's");
    }

    private static void CheckColumn(ColumnMetaData column, DataField field, long rowCount, long dataEnd)
    {
        if (column.Path.Count != 1 || !string.Equals(column.Path[0], field.Name))
            throw new ParquetException($"column '{field.Name}': a row group has another column in its place");
        if (column.Type != field.ColumnType.Physical)
            throw new ParquetException($"column '{field.Name}': a row group gives it another type");
        if (column.ValueCount != rowCount || rowCount > int.MaxValue)
            throw new ParquetException($"column '{field.Name}': {column.ValueCount} values for {rowCount} rows");
        var size = column.CompressedSize;
        if (column.Start < MagicLength || size < 0 || size > dataEnd || column.Start > dataEnd - size)
            throw new ParquetException($"column '{field.Name}': its pages lie outside the file");
        if (size > int.MaxValue)
            throw new NotSupportedException($"column '{field.Name}': more than 2 GiB in one row group");
    }

    private static DataField ToField(SchemaElement element)
    {
        if (element.Repetition is not (Repetition.Required or Repetition.Optional))
            throw new NotSupportedException($"column '{element.Name}': repeated columns are not supported");
        return new DataField(element.Name, ClrType(element), element.Repetition == Repetition.Optional);
    }

    private static Type ClrType(SchemaElement element) =>
        (element.Type, element.Converted, element.Logical) switch
        {
            (PhysicalType.Boolean, null, null) => typeof(bool),
            (PhysicalType.Int32, null or ConvertedType.Int32, null or { BitWidth: 32, IsSigned: true }) => typeof(int),
            (PhysicalType.Double, null, null) => typeof(double),
            (PhysicalType.ByteArray, _, { Kind: LogicalTypeKind.String }) => typeof(string),
            (PhysicalType.ByteArray, ConvertedType.Utf8, null) => typeof(string),
            _ => throw new NotSupportedException(
                $"column '{element.Name}': type {Describe(element)} is not supported; Boolean, Int32, Double and String are"
            ),
        };

    // As what and in which physical type: "Integer of 64 bits in Int64", "Date in Int32", "Float".
    private static string Describe(SchemaElement element) =>
        (element.Converted, element.Logical) switch
        {
            (_, { Kind: LogicalTypeKind.Integer } integer) =>
                $"{(integer.IsSigned ? "" : "unsigned ")}Integer of {integer.BitWidth} bits in {element.Type}",
            (_, { } logical) => $"{logical.Kind} in {element.Type}",
            ({ } converted, null) => $"{converted} in {element.Type}",
            _ => $"{element.Type}",
        };
}
