using System.IO.Compression;
using Parquet.Meta;

namespace Parquet.Compression;

/// <summary>Compresses and decompresses the bytes of one page.</summary>
internal static class PageCompression
{
    // A DEFLATE stream cannot grow by more than 1032 to 1, nor a Snappy block by more than 32 to 1 (64 bytes from 3).
    private const int MaxGzipRatio = 1032;
    private const int MaxSnappyRatio = 32;

    /// <exception cref="NotSupportedException">The codec is outside the slice.</exception>
    public static ReadOnlyMemory<byte> Compress(
        CompressionCodec codec,
        CompressionLevel level,
        ReadOnlyMemory<byte> page
    ) =>
        codec switch
        {
            CompressionCodec.Uncompressed => page,
            CompressionCodec.Snappy => SnappyEncoder.Compress(page.Span),
            CompressionCodec.Gzip => Gzip(page.Span, level),
            _ => throw Unsupported(codec),
        };

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

    private static byte[] Gzip(ReadOnlySpan<byte> page, CompressionLevel level)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, level, leaveOpen: true))
            gzip.Write(page);
        var bytes = output.ToArray();
        // .NET writes nothing at all for nothing; the format wants a stream nevertheless.
        return bytes.Length > 0 ? bytes : EmptyGzip();
    }

    // Header without name or time, one final empty block with fixed codes, checksum 0, length 0 (RFC 1952, RFC 1951).
    private static byte[] EmptyGzip() => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

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
        new($"compression {codec} is not supported; use None, Snappy or Gzip");
}
