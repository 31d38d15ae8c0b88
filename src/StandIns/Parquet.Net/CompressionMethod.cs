namespace Parquet;

/// <summary>How the pages of a file are compressed. The values are those of Parquet's <c>CompressionCodec</c>.</summary>
public enum CompressionMethod
{
    /// <summary>Pages are stored as they are.</summary>
    None = 0,

    /// <summary>Snappy, raw (unframed) blocks.</summary>
    Snappy = 1,

    /// <summary>Gzip.</summary>
    Gzip = 2,
}
