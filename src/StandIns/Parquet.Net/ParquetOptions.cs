namespace Parquet;

/// <summary>Choices for reading and writing. The slice has none, so that there is no instance: null stands for the defaults.</summary>
public class ParquetOptions
{
    private ParquetOptions() { }
}
