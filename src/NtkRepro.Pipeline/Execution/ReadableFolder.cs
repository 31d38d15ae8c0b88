using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace NtkRepro.Pipeline;

/// <summary>
/// The folder of readable names, <c>latest</c>. What a run put there is replaced and removed, everything else is a person's and stays: a
/// file is a run's where it is a link into a store, or has the content that a run showed under its name, as the list beside it says.
/// </summary>
internal sealed partial class ReadableFolder(string root)
{
    /// <summary>The list of what runs showed: the SHA-256 of a file's content and its path below the folder, a line each.</summary>
    public const string ListName = ".shown.tsv";

    // A list of more lines is written anew without those of files that are gone.
    private const int Long = 20_000;

    private readonly Lazy<HashSet<string>> _shown = new(() => Load(Path.Combine(root, ListName)));
    private readonly List<string> _new = [];

    private string ListPath => Path.Combine(root, ListName);

    /// <summary>Shows a stored file, as a link or, where those cannot be, as a copy.</summary>
    /// <param name="path">The full path to show it under.</param>
    /// <param name="stored">The file in the store.</param>
    /// <param name="sha256">The SHA-256 of its content.</param>
    /// <exception cref="OccupiedException">Something that no run put there stands in the way.</exception>
    public void Show(string path, string stored, string sha256)
    {
        var link = Path.GetRelativePath(Path.GetDirectoryName(path)!, stored);
        var isShown = new FileInfo(path).LinkTarget is { } present
            ? (present == link || present == stored) && FileStamp.Of(path) is not null
            : HashOf(path) == sha256;
        if (!isShown)
        {
            MakeRoom(path);
            Put(path, sha256, draft => LinkOrCopy(draft, link, stored));
        }
    }

    /// <summary>Writes a file of the application's own.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="OccupiedException">Something that no run put there stands in the way.</exception>
    public void Write(string path, byte[] content)
    {
        MakeRoom(path);
        Put(path, Convert.ToHexStringLower(SHA256.HashData(content)), draft => File.WriteAllBytes(draft, content));
        Save();
    }

    /// <summary>Removes a file, unless it is a person's.</summary>
    public void Remove(string path)
    {
        if (Exists(path) && !IsFolder(path) && IsOwn(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Removes what runs put below a folder, but for what is still wanted, and the folders that are empty then.</summary>
    public void RemoveStale(string folder, IReadOnlySet<string> wanted)
    {
        foreach (var path in Files(new DirectoryInfo(folder)).Where(p => !wanted.Contains(p) && IsOwn(p)).ToList())
        {
            File.Delete(path);
            for (
                var parent = Path.GetDirectoryName(path)!;
                parent.Length > root.Length && !Directory.EnumerateFileSystemEntries(parent).Any();
                parent = Path.GetDirectoryName(parent)!
            )
            {
                Directory.Delete(parent);
            }
        }
    }

    /// <summary>Writes the list, if anything was shown that it lacks.</summary>
    public void Save()
    {
        if (_new.Count == 0)
        {
            return;
        }

        // Several runs may append at once; a line is whole or missing.
        File.AppendAllLines(ListPath, _new);
        _new.Clear();
        if (_shown.Value.Count > Long)
        {
            var present = _shown.Value.Where(line => File.Exists(Path.Combine(root, line.Split('\t', 2)[^1])));
            Draft.Replace(ListPath, draft => File.WriteAllLines(draft, present));
        }
    }

    private void Put(string path, string sha256, Action<string> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var line = Line(path, sha256);
        if (_shown.Value.Add(line))
        {
            _new.Add(line);
        }

        Draft.Replace(path, write);
    }

    /// <summary>Removes what runs put where a file or one of its folders must go.</summary>
    private void MakeRoom(string path)
    {
        foreach (var folder in Above(path).Where(f => Exists(f) && !Directory.Exists(f)))
        {
            if (!IsOwn(folder))
            {
                throw new OccupiedException(folder);
            }

            File.Delete(folder);
        }

        if (IsFolder(path))
        {
            RemoveStale(path, new HashSet<string>());
        }

        if (Exists(path) && !IsOwn(path))
        {
            throw new OccupiedException(path);
        }
    }

    /// <summary>The folders that a file lies in, from the root on.</summary>
    private IEnumerable<string> Above(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        return parent.Length > root.Length ? Above(parent).Append(parent) : [root];
    }

    private bool IsOwn(string path) =>
        new FileInfo(path).LinkTarget is { } link
            ? Stored().Match(link.Replace('\\', '/')) is { Success: true } stored
                && Relative(path).EndsWith(stored.Groups["name"].Value, StringComparison.Ordinal)
            : HashOf(path) is { } sha256 && _shown.Value.Contains(Line(path, sha256));

    private string Line(string path, string sha256) => $"{sha256}\t{Relative(path)}";

    private string Relative(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    // Also a link that leads nowhere.
    private static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool IsFolder(string path) => Directory.Exists(path) && new FileInfo(path).LinkTarget is null;

    private static string? HashOf(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // Not what lies behind links to folders: those are a person's.
    private static IEnumerable<string> Files(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            .SelectMany(f => f is DirectoryInfo { LinkTarget: null } inner ? Files(inner) : [f.FullName]);

    private static void LinkOrCopy(string draft, string link, string stored)
    {
        try
        {
            File.CreateSymbolicLink(draft, link);
            // Where a folder on the way is a link itself, the way back is another.
            if (FileStamp.Of(draft) is null)
            {
                File.Delete(draft);
                File.CreateSymbolicLink(draft, stored);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Copy(stored, draft);
        }
    }

    private static HashSet<string> Load(string list) =>
        File.Exists(list) ? File.ReadLines(list).ToHashSet(StringComparer.Ordinal) : [];

    // store/KK/KEY/name
    [GeneratedRegex("(?:^|/)store/[0-9a-f]{2}/[0-9a-f]{64}/(?<name>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stored();
}

/// <summary>Something that no run put there stands where a run is to show a result. The message names it.</summary>
internal sealed class OccupiedException(string path)
    : IOException(
        $"{path} was not put there by a run, or was changed since, so it stays; move it away and run again to see there what was computed"
    );
