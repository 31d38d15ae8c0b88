namespace Parquet.Schema;

/// <summary>The columns of a table, in order.</summary>
public class ParquetSchema : IEquatable<ParquetSchema>
{
    private readonly DataField[] _fields;

    /// <summary>Creates a schema.</summary>
    /// <exception cref="ArgumentException">There is no field.</exception>
    public ParquetSchema(IEnumerable<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields.Cast<DataField>()];
        if (_fields.Length == 0)
            throw new ArgumentException("at least one field is required", nameof(fields));
        foreach (var field in _fields)
            field.IsAttachedToSchema = true;
    }

    /// <summary>Creates a schema.</summary>
    /// <exception cref="ArgumentException">There is no field.</exception>
    public ParquetSchema(params Field[] fields)
        : this((IEnumerable<Field>)fields) { }

    /// <summary>The fields, in order.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>The data fields, in order; in a flat table these are all fields.</summary>
    public DataField[] DataFields => GetDataFields();

    /// <summary>The field at a position, from 0.</summary>
    public Field this[int i] => _fields[i];

    /// <summary>The data fields, in order; in a flat table these are all fields.</summary>
    public DataField[] GetDataFields() => [.. _fields];

    /// <summary>The data field of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public DataField FindDataField(string path) =>
        Array.Find(_fields, field => string.Equals(field.Name, path))
        ?? throw new ArgumentException($"data field '{path}' not found", nameof(path));

    /// <summary>Whether both schemas have the same columns (name, type, nullability) in the same order.</summary>
    public bool Equals(ParquetSchema? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParquetSchema other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var field in _fields)
            hash.Add(field);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(_fields.Select(field => field + Environment.NewLine));
}
