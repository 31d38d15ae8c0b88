namespace Parquet;

/// <summary>The contents of a Parquet file are damaged, contradict themselves, or use an encoding that cannot be read.</summary>
public class ParquetException : Exception
{
    internal ParquetException(string message)
        : base(message) { }

    internal ParquetException(string message, Exception inner)
        : base(message, inner) { }
}
