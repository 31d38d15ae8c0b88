using System.IO.Compression;

namespace Parquet;

/// <summary>Choices for writing a file.</summary>
public class ParquetOptions
{
    /// <summary>Compression of the pages; Snappy unless set.</summary>
    public CompressionMethod CompressionMethod { get; set; } = CompressionMethod.Snappy;

    /// <summary>Effort of the compressor; only gzip has levels.</summary>
    public CompressionLevel CompressionLevel { get; set; } = CompressionLevel.SmallestSize;
}
