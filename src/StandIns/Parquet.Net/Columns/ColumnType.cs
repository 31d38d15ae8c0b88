using System.Buffers;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>How a column's values lie in a file: its physical type and the plain encoding.</summary>
internal abstract class ColumnType(PhysicalType physical)
{
    private static readonly Dictionary<Type, ColumnType> ByClrType = new()
    {
        [typeof(bool)] = new BooleanType(),
        [typeof(int)] = new NumberType<int>(PhysicalType.Int32),
        [typeof(double)] = new NumberType<double>(PhysicalType.Double),
        [typeof(ReadOnlyMemory<char>)] = new TextType(),
    };

    public PhysicalType Physical { get; } = physical;

    /// <summary>The type of a field's values, or null when it is outside the slice.</summary>
    public static ColumnType? ForClrType(Type clrType) => ByClrType.GetValueOrDefault(clrType);
}

/// <summary>How values of type <typeparamref name="TValue"/> lie in a file; text is handled as <see cref="string"/>.</summary>
internal abstract class ColumnType<TValue>(PhysicalType physical) : ColumnType(physical)
{
    /// <summary>Appends values in the plain encoding.</summary>
    public abstract void Encode(ReadOnlySpan<TValue> values, IBufferWriter<byte> output);

    /// <summary>Decodes exactly as many values as <paramref name="values"/> holds.</summary>
    /// <exception cref="ParquetException">There are too few bytes, or they are no values.</exception>
    public abstract void Decode(ReadOnlySpan<byte> source, Span<TValue> values);

    /// <summary>Most values that so many bytes can hold.</summary>
    public abstract long MaxCount(int byteCount);

    /// <summary>Smallest and largest value in plain encoding without a length; null when no value has an order.</summary>
    public abstract (byte[] Min, byte[] Max)? Bounds(ReadOnlySpan<TValue> values);

    protected static ParquetException TooShort() => new("a page is damaged: it holds too few values");
}
