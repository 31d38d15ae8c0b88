namespace Parquet.Meta;

/// <summary>The footer, as far as flat tables need it.</summary>
/// <param name="Schema">Schema tree in depth-first order; the first element is the root.</param>
/// <param name="RowCount">Rows in the whole file.</param>
/// <param name="RowGroups">Row groups in file order.</param>
internal sealed record FileMetaData(
    IReadOnlyList<SchemaElement> Schema,
    long RowCount,
    IReadOnlyList<RowGroupMetaData> RowGroups
);

/// <summary>A node of the schema tree: a leaf has a physical type, an inner node a number of children.</summary>
internal sealed record SchemaElement(
    string Name,
    PhysicalType? Type,
    Repetition? Repetition,
    int? ChildCount,
    ConvertedType? Converted,
    LogicalType? Logical
);

/// <summary>A logical type: which alternative of the union, and for integers width (bits) and sign.</summary>
internal sealed record LogicalType(LogicalTypeKind Kind, int BitWidth = 0, bool IsSigned = false);

/// <summary>One horizontal slice of the table.</summary>
internal sealed record RowGroupMetaData(IReadOnlyList<ColumnMetaData> Columns, long RowCount);

/// <summary>Where one column of one row group lies, and how it is written. Offsets and sizes are in bytes.</summary>
internal sealed record ColumnMetaData
{
    public required PhysicalType Type { get; init; }

    public required IReadOnlyList<string> Path { get; init; }

    public required CompressionCodec Codec { get; init; }

    /// <summary>Values with nulls; for a flat column the rows of the row group.</summary>
    public required long ValueCount { get; init; }

    /// <summary>Pages with their headers, before compression.</summary>
    public required long UncompressedSize { get; init; }

    /// <summary>Pages with their headers, as they lie in the file.</summary>
    public required long CompressedSize { get; init; }

    public required long DataPageOffset { get; init; }

    /// <summary>Absent, or 0, when no page is a dictionary.</summary>
    public long? DictionaryPageOffset { get; init; }

    /// <summary>Only written.</summary>
    public Statistics? Statistics { get; init; }

    /// <summary>Offset of the first page. Some writers leave one of the two offsets at 0.</summary>
    public long Start =>
        DictionaryPageOffset is > 0 and var dictionary ? Math.Min(dictionary, DataPageOffset) : DataPageOffset;
}

/// <summary>Statistics of a column chunk; the extremes in plain encoding without a length.</summary>
internal sealed record Statistics(long NullCount, byte[]? Min, byte[]? Max);
