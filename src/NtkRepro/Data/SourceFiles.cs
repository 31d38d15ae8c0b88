using System.IO.Compression;
using System.Security.Cryptography;

namespace NtkRepro.Data;

/// <summary>Finds a published file in a list of sources and proves that it is the one meant.</summary>
public static class SourceFiles
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The path of a file whose content has the pinned SHA-256: the first source that has it wins. A source is a folder,
    /// or an HTTPS address to which the file's name is appended; what is downloaded is kept in <paramref name="cache"/>.
    /// </summary>
    /// <remarks>
    /// The content of a <c>.gz</c> file is what it unpacks to: distributors compress the same bytes in different ways.
    /// </remarks>
    /// <exception cref="InvalidDataException">No source has the file; the message says what each answered.</exception>
    public static string Find(
        string name,
        string sha256,
        IEnumerable<string> sources,
        string cache,
        CancellationToken cancellation
    )
    {
        var answers = new List<string>();
        foreach (var source in sources)
        {
            try
            {
                var path = source.StartsWith("https://", StringComparison.Ordinal)
                    ? Download(new Uri($"{source.TrimEnd('/')}/{name}"), Path.Combine(cache, name), cancellation)
                    : Path.Combine(source, name);
                var found = Hash(path);
                if (found.Equals(sha256, StringComparison.OrdinalIgnoreCase))
                    return path;
                answers.Add($"{path}: the SHA-256 of its content is {found}");
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
        throw new InvalidDataException($"no source has {name} with content of SHA-256 {sha256}:{list}");
    }

    private static string Download(Uri address, string target, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var client = new HttpClient { Timeout = Timeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        var partial = target + ".part";
        using (var file = File.Create(partial))
            response.Content.ReadAsStream(cancellation).CopyTo(file);
        File.Move(partial, target, overwrite: true);
        return target;
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
