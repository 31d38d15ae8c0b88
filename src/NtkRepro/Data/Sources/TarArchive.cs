using System.Formats.Tar;
using System.IO.Compression;

namespace NtkRepro.Data.Sources;

/// <summary>Reads members of a <c>.tar.gz</c> archive, one after the other, without ever writing one to disk.</summary>
/// <remarks>
/// An archive that a dataset has no reason to be is refused whole: a path that leaves the archive's folder, a link or
/// device, a member or an unpacked total larger than the format needs.
/// </remarks>
public static class TarArchive
{
    /// <summary>Reads the members asked for, in the archive's order.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="limit">For a member's name the most bytes it may have, or null where it is not needed.</param>
    /// <param name="total">The most bytes that the archive may unpack to, headers included.</param>
    /// <param name="take">Gets the name and the content of each.</param>
    /// <exception cref="InvalidDataException">The archive is truncated, damaged, too large or not safe.</exception>
    public static void Read(string path, Func<string, long?> limit, long total, Action<string, byte[]> take)
    {
        using var file = File.OpenRead(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var content = new BoundedStream(gzip, total, path);
        using var archive = new TarReader(content);
        while (Next(archive, path) is { } entry)
        {
            Check(entry, path);
            if (limit(entry.Name) is not { } most || entry.EntryType == TarEntryType.Directory)
                continue;
            if (entry.Length > most)
                throw Bad(path, $"{entry.Name} has {entry.Length} bytes; at most {most} are right");
            take(entry.Name, Content(entry, path));
        }
        // The check sum of a gzip archive comes last.
        Guarded(path, () => Drain(content));
    }

    private static TarEntry? Next(TarReader archive, string path)
    {
        TarEntry? entry = null;
        Guarded(path, () => entry = archive.GetNextEntry());
        return entry;
    }

    private static byte[] Content(TarEntry entry, string path)
    {
        var bytes = new byte[entry.Length];
        Guarded(path, () => entry.DataStream?.ReadExactly(bytes));
        return bytes;
    }

    private static void Check(TarEntry entry, string path)
    {
        var name = entry.Name;
        if (
            entry.EntryType
            is not (
                TarEntryType.RegularFile
                or TarEntryType.V7RegularFile
                or TarEntryType.Directory
                or TarEntryType.GlobalExtendedAttributes
            )
        )
        {
            throw Bad(path, $"{name} is a {entry.EntryType}; files and folders alone are right");
        }
        var isRooted = name.StartsWith('/') || name.StartsWith('\\') || name.Contains(':', StringComparison.Ordinal);
        if (isRooted || name.Split('/', '\\').Contains("..", StringComparer.Ordinal))
            throw Bad(path, $"the path '{name}' leads out of the archive");
    }

    private static void Guarded(string path, Action read)
    {
        try
        {
            read();
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{path}: the archive is truncated", error);
        }
        catch (Exception error)
            when (error is InvalidDataException or FormatException or IOException
                && !error.Message.StartsWith(path, StringComparison.Ordinal)
            )
        {
            throw new InvalidDataException($"{path}: the archive is truncated or damaged: {error.Message}", error);
        }
    }

    private static void Drain(Stream stream)
    {
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) > 0) { }
    }

    private static InvalidDataException Bad(string path, string why) => new($"{path}: {why}");

    /// <summary>What is read from <paramref name="source"/>, as long as it is no more than <paramref name="total"/> bytes.</summary>
    private sealed class BoundedStream(Stream source, long total, string path) : Stream
    {
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var n = source.Read(buffer);
            read += n;
            return read <= total ? n : throw Bad(path, $"it unpacks to more than {total} bytes");
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
