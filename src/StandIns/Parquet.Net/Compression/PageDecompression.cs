using System.IO.Compression;
using Parquet.Meta;

namespace Parquet.Compression;

/// <summary>Decompresses the bytes of one page.</summary>
internal static class PageDecompression
{
    // A DEFLATE stream cannot grow by more than 1032 to 1, nor a Snappy block by more than 32 to 1 (64 bytes from 3).
    private const int MaxGzipRatio = 1032;
    private const int MaxSnappyRatio = 32;

    /// <summary>Decompresses a page to exactly the size that its header tells.</summary>
    /// <exception cref="ParquetException">The page is damaged or has another size.</exception>
    /// <exception cref="NotSupportedException">The codec is outside the slice.</exception>
    public static ReadOnlyMemory<byte> Decompress(CompressionCodec codec, ReadOnlyMemory<byte> page, int size)
    {
        // A lying header must not make us allocate what no page of this length can hold.
        var limit = codec switch
        {
            CompressionCodec.Uncompressed => page.Length,
            CompressionCodec.Snappy => (long)page.Length * MaxSnappyRatio,
            CompressionCodec.Gzip => (long)page.Length * MaxGzipRatio,
            _ => throw Unsupported(codec),
        };
        if (size < 0 || size > limit || (codec == CompressionCodec.Uncompressed && size != page.Length))
            throw new ParquetException($"a page is damaged: {page.Length} bytes cannot expand to {size}");

        return codec switch
        {
            CompressionCodec.Uncompressed => page,
            CompressionCodec.Snappy => SnappyDecoder.Decompress(page.Span, size),
            _ => Gunzip(page, size),
        };
    }

    private static byte[] Gunzip(ReadOnlyMemory<byte> page, int size)
    {
        var result = new byte[size];
        try
        {
            using var gzip = new GZipStream(new MemoryStream(page.ToArray()), CompressionMode.Decompress);
            gzip.ReadExactly(result);
            if (gzip.ReadByte() >= 0)
                throw new ParquetException($"a page is damaged: it expands to more than {size} bytes");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ParquetException("a page is damaged: it is no gzip stream of the expected size", e);
        }
        return result;
    }

    private static NotSupportedException Unsupported(CompressionCodec codec) =>
        new($"compression {codec} is not supported; only Uncompressed, Snappy and Gzip are");
}
