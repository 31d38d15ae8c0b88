namespace Parquet;

/// <summary>The contents of a Parquet file are damaged, contradict themselves, or use an encoding that cannot be read.</summary>
public class ParquetException : Exception
{
    /// <summary>Creates an instance.</summary>
    public ParquetException() { }

    /// <summary>Creates an instance with a message.</summary>
    public ParquetException(string message)
        : base(message) { }

    /// <summary>Creates an instance with a message and the failure behind it.</summary>
    public ParquetException(string message, Exception inner)
        : base(message, inner) { }
}
