namespace Parquet.Schema;

/// <summary>An element of a schema.</summary>
public abstract class Field
{
    private protected Field(string name, bool isNullable)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        IsNullable = isNullable;
    }

    /// <summary>Column name.</summary>
    public string Name { get; }

    /// <summary>Whether the column may hold nulls.</summary>
    public virtual bool IsNullable { get; }
}
