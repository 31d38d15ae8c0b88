namespace Parquet.Schema;

/// <summary>The columns of a table, in order.</summary>
public class ParquetSchema
{
    private readonly DataField[] _fields;

    /// <summary>Creates a schema.</summary>
    /// <exception cref="ArgumentException">There is no field.</exception>
    public ParquetSchema(params Field[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields.Cast<DataField>()];
        if (_fields.Length == 0)
            throw new ArgumentException("at least one field is required", nameof(fields));
        foreach (var field in _fields)
            field.IsAttachedToSchema = true;
    }

    /// <summary>The data fields, in order; in a flat table these are all fields.</summary>
    public DataField[] DataFields => [.. _fields];
}
