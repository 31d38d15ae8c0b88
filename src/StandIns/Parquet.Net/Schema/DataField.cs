using Parquet.Columns;

namespace Parquet.Schema;

/// <summary>
/// A flat column: <see cref="bool"/>, <see cref="int"/>, <see cref="double"/> or <see cref="string"/>, required or nullable.
/// </summary>
public class DataField : Field
{
    /// <summary>Creates a column of a CLR type.</summary>
    /// <param name="name">Column name.</param>
    /// <param name="clrType">Type of the values; <c>T?</c> and <see cref="string"/> make the column nullable.</param>
    /// <param name="isNullable">When set, decides whether the column is nullable, whatever the type says.</param>
    /// <param name="isArray">Repeated columns are outside the slice: only null or false.</param>
    /// <param name="propertyName">Class serialization is outside the slice: only null.</param>
    /// <exception cref="NotSupportedException">The type, or what the last two parameters ask for, is outside the slice.</exception>
    public DataField(
        string name,
        Type clrType,
        bool? isNullable = null,
        bool? isArray = null,
        string? propertyName = null
    )
        : base(name, isNullable ?? AcceptsNull(clrType))
    {
        if (isArray == true)
            throw new NotSupportedException($"column '{name}': repeated columns are not supported");
        if (propertyName is not null)
            throw new NotSupportedException($"column '{name}': mapping to a class's property is not supported");

        var valueType = Nullable.GetUnderlyingType(clrType) ?? clrType;
        ClrType = valueType == typeof(string) ? typeof(ReadOnlyMemory<char>) : valueType;
        ColumnType =
            ColumnType.ForClrType(ClrType)
            ?? throw new NotSupportedException($"column '{name}': type {clrType} is not supported");
    }

    /// <summary>Type of one value, never nullable; text is <see cref="ReadOnlyMemory{T}"/> of <see cref="char"/>.</summary>
    public Type ClrType { get; }

    internal ColumnType ColumnType { get; }

    internal bool IsAttachedToSchema { get; set; }

    /// <summary>For messages: name, type and nullability.</summary>
    internal string Description => $"{Name} ({ClrType}{(IsNullable ? "?" : "")})";

    /// <summary>Whether both stand for a column of one name, type and nullability.</summary>
    internal bool IsSameAs(DataField other) =>
        string.Equals(Name, other.Name) && ClrType == other.ClrType && IsNullable == other.IsNullable;

    internal void EnsureAttachedToSchema(string parameter)
    {
        if (!IsAttachedToSchema)
            throw new ArgumentException(
                $"Field [{Description}] is not attached to any schema; construct a schema with it first.",
                parameter
            );
    }

    private static bool AcceptsNull(Type clrType)
    {
        ArgumentNullException.ThrowIfNull(clrType);
        return clrType == typeof(string) || Nullable.GetUnderlyingType(clrType) is not null;
    }
}
