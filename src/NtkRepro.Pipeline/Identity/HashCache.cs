using System.Collections.Concurrent;
using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>
/// Hashes of files, remembered by path and <see cref="FileStamp"/>. Losing the cache costs time only. A file that changed within two
/// seconds of being hashed is not remembered, because a second change might leave its stamp as it is.
/// </summary>
/// <param name="path">Where the hashes are remembered.</param>
/// <param name="clock">The source of time.</param>
/// <param name="scheme">What is hashed; <see cref="HashScheme.Content"/> unless another is asked for.</param>
internal sealed class HashCache(string path, TimeProvider clock, HashScheme? scheme = null)
{
    private static readonly long s_settled = TimeSpan.FromSeconds(2).Ticks;
    private readonly HashScheme _scheme = scheme ?? HashScheme.Content;
    private readonly ConcurrentDictionary<string, Entry> _entries = Load(path, scheme ?? HashScheme.Content);
    private int _isChanged;
    private long _hashedBytes;

    /// <summary>Bytes read since this cache was opened.</summary>
    public long HashedBytes => Interlocked.Read(ref _hashedBytes);

    /// <summary>The hash of a file, or null when there is no such file.</summary>
    /// <param name="file">Full path.</param>
    /// <param name="rehash">Read the file even when its stamp is known.</param>
    public FileHash? Hash(string file, bool rehash = false)
    {
        if (FileStamp.Of(file) is not { } stamp)
        {
            return null;
        }

        if (!rehash && _entries.TryGetValue(file, out var known) && known.Stamp == stamp)
        {
            return new FileHash(known.Sha256, stamp.Size);
        }

        var now = clock.GetUtcNow().Ticks;
        string sha256;
        try
        {
            sha256 = Read(file, stamp.Size);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        Interlocked.Add(ref _hashedBytes, stamp.Size);
        var isSettled = now - Math.Max(stamp.Modified, stamp.Changed) >= s_settled;
        if (isSettled && !file.AsSpan().ContainsAny('\t', '\n', '\r') && FileStamp.Of(file) == stamp)
        {
            _entries[file] = new Entry(stamp, sha256);
            Interlocked.Exchange(ref _isChanged, 1);
        }
        else if (_entries.TryRemove(file, out _))
        {
            Interlocked.Exchange(ref _isChanged, 1);
        }

        return new FileHash(sha256, stamp.Size);
    }

    /// <summary>The hashes of several files in their order; those that must be read are read on all cores.</summary>
    /// <param name="files">Full paths.</param>
    /// <param name="rehash">Read the files even when their stamps are known.</param>
    public IReadOnlyList<FileHash?> HashAll(IReadOnlyList<string> files, bool rehash = false)
    {
        if (files.Count == 1)
        {
            return [Hash(files[0], rehash)];
        }

        var found = new FileHash?[files.Count];
        var toRead = new List<int>();
        for (var i = 0; i < files.Count; i++)
        {
            found[i] = rehash ? null : Known(files[i]);
            if (found[i] is null)
            {
                toRead.Add(i);
            }
        }

        AllCores.For(toRead, i => found[i] = Hash(files[i], rehash));
        return found;
    }

    private FileHash? Known(string file) =>
        _entries.TryGetValue(file, out var known) && FileStamp.Of(file) == known.Stamp
            ? new FileHash(known.Sha256, known.Stamp.Size)
            : null;

    /// <summary>Writes the cache if it changed; entries of files that are gone are left out.</summary>
    public void Save()
    {
        if (Interlocked.Exchange(ref _isChanged, 0) == 0)
        {
            return;
        }

        var lines = _entries
            .Where(e => File.Exists(e.Key))
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => e.Value.Line(e.Key));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Draft.Replace(path, draft => File.WriteAllLines(draft, lines.Prepend(_scheme.Name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written is a slow cache, not a failure.
            Interlocked.Exchange(ref _isChanged, 1);
        }
    }

    private string Read(string file, long size)
    {
        const int Buffer = 1 << 16;
        using var stream = new FileStream(
            file,
            new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = size > Buffer ? Buffer : 0,
                Options = FileOptions.SequentialScan,
            }
        );
        return _scheme.Hash(stream);
    }

    private static ConcurrentDictionary<string, Entry> Load(string path, HashScheme scheme)
    {
        var entries = new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal);
        try
        {
            using var lines = File.ReadLines(path).GetEnumerator();
            if (!lines.MoveNext() || lines.Current != scheme.Name)
            {
                return entries;
            }

            while (lines.MoveNext())
            {
                if (Entry.Parse(lines.Current) is var (file, entry))
                {
                    entries[file] = entry;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No cache yet, or none that can be read.
        }

        return entries;
    }

    private readonly record struct Entry(FileStamp Stamp, string Sha256)
    {
        public string Line(string file) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Sha256}\t{Stamp.Size}\t{Stamp.Modified}\t{Stamp.Changed}\t{Stamp.Inode}\t{file}"
            );

        public static (string File, Entry Entry)? Parse(string line)
        {
            var fields = line.Split('\t');
            return
                fields.Length == 6
                && fields[0].Length == 64
                && fields[0].All(char.IsAsciiHexDigitLower)
                && long.TryParse(fields[1], CultureInfo.InvariantCulture, out var size)
                && long.TryParse(fields[2], CultureInfo.InvariantCulture, out var modified)
                && long.TryParse(fields[3], CultureInfo.InvariantCulture, out var changed)
                && ulong.TryParse(fields[4], CultureInfo.InvariantCulture, out var inode)
                ? (fields[5], new Entry(new FileStamp(size, modified, changed, inode), fields[0]))
                : null;
        }
    }
}

/// <summary>A file's hash, a SHA-256 in lower-case hex, and its size in bytes.</summary>
internal readonly record struct FileHash(string Sha256, long Size);
