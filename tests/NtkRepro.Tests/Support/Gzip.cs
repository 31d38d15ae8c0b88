using System.IO.Compression;

namespace NtkRepro.Tests.Support;

internal static class Gzip
{
    /// <summary>A gzip archive of the bytes given.</summary>
    public static byte[] Compress(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, level))
            gzip.Write(content);
        return target.ToArray();
    }
}
