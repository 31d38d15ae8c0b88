using System.Buffers.Binary;

namespace NtkRepro.Data;

/// <summary>Files of libraries, before they are loaded.</summary>
internal static class SharedLibrary
{
    private const int HeaderLength = 64;

    /// <summary>
    /// Whether an ELF library has all that its header speaks of: one that is cut short would end the process without a word. Of other
    /// platforms' libraries nothing is known.
    /// </summary>
    public static bool IsWhole(string path)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        using var file = File.OpenRead(path);
        var header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            return false;
        if (!header.AsSpan(0, 4).SequenceEqual(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F' }))
            return false;
        var sections = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(0x28));
        var (size, count) = (Short(header, 0x3a), Short(header, 0x3c));
        return sections >= 0 && sections <= file.Length - ((long)size * count) && HasSegments(file, header);
    }

    // Elf64_Phdr: type, flags, offset, virtual and physical address, size in the file, …
    private static bool HasSegments(FileStream file, byte[] header)
    {
        var (start, size, count) = (
            BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(0x20)),
            Short(header, 0x36),
            Short(header, 0x38)
        );
        var table = new byte[size * count];
        if (start < 0 || start > file.Length - table.Length)
            return false;
        file.Position = start;
        file.ReadExactly(table);
        return Enumerable
            .Range(0, count)
            .All(i =>
            {
                var segment = table.AsSpan(i * size, size);
                var offset = BinaryPrimitives.ReadInt64LittleEndian(segment[8..]);
                return offset >= 0 && offset <= file.Length - BinaryPrimitives.ReadInt64LittleEndian(segment[32..]);
            });
    }

    private static int Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}
