using System.Buffers.Binary;
using System.IO.Compression;

namespace NtkRepro.Data.Sources;

/// <summary>An array of bytes in the IDX format of MNIST and its relatives.</summary>
/// <param name="Shape">The size of each dimension.</param>
/// <param name="Bytes">The values in row-major order.</param>
public sealed record IdxFile(IReadOnlyList<int> Shape, byte[] Bytes)
{
    private const int MaxBytes = 1 << 30;

    /// <summary>Reads an IDX file of unsigned bytes, gzip-compressed where its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">The number of dimensions that the file must have.</param>
    /// <exception cref="InvalidDataException">The magic, a count or the size is wrong, or the archive is truncated.</exception>
    public static IdxFile Read(string path, int dimensions)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        try
        {
            return Parse(stream, path, dimensions);
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: the gzip archive is damaged: {error.Message}", error);
        }
    }

    private static IdxFile Parse(Stream stream, string path, int dimensions)
    {
        var header = new byte[4 + (4 * dimensions)];
        Fill(stream, header, path, "header");
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        var expected = 0x0800u + (uint)dimensions;
        if (magic != expected)
            throw Bad(path, $"the magic number is 0x{magic:X8} where 0x{expected:X8} is right");
        var shape = new int[dimensions];
        long total = 1;
        for (var i = 0; i < dimensions; i++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + (4 * i)));
            if (size == 0)
                throw Bad(path, $"dimension {i} has size {size}; a positive size is right");
            total *= size;
            if (total > MaxBytes)
                throw Bad(path, $"its header claims more than {MaxBytes} bytes");
            shape[i] = (int)size;
        }
        var bytes = new byte[total];
        Fill(stream, bytes, path, "data");
        if (stream.ReadByte() >= 0)
            throw Bad(path, $"there are bytes after the {total} that its header describes");
        return new IdxFile(shape, bytes);
    }

    private static void Fill(Stream stream, byte[] target, string path, string part)
    {
        var read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (read < target.Length)
            throw Bad(path, $"the {part} is truncated: {read} of {target.Length} bytes are there");
    }

    private static InvalidDataException Bad(string path, string why) => new($"{path}: {why}");
}
