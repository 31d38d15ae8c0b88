namespace Parquet.Schema;

/// <summary>A flat column of values of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">Type of the values; <c>T?</c> and <see cref="string"/> make the column nullable.</typeparam>
public class DataField<T> : DataField
{
    /// <summary>Creates a column.</summary>
    /// <param name="name">Column name.</param>
    /// <param name="nullable">When set, decides whether the column is nullable, whatever the type says.</param>
    /// <exception cref="NotSupportedException">The type is outside the slice.</exception>
    public DataField(string name, bool? nullable = null)
        : base(name, typeof(T), nullable) { }
}
