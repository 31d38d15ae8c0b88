namespace NtkRepro.Pipeline;

/// <summary>What is known about a stored result.</summary>
internal sealed record Manifest
{
    public const string FileName = "manifest.json";
    private Dictionary<string, StoredFile>? _byPath;

    public required string Key { get; init; }

    public required string Stage { get; init; }

    public required string Instance { get; init; }

    /// <summary>The canonical key record, whose hash is the key.</summary>
    public required string Record { get; init; }

    public required IReadOnlyList<StoredFile> Outputs { get; init; }

    public required string Engine { get; init; }

    public required string Host { get; init; }

    public required int Threads { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The state of the repository; null outside one.</summary>
    public required Revision? Revision { get; init; }

    /// <summary>Whether the outputs have the same bytes on other machines; null where that is not known.</summary>
    public required Portability? Portability { get; init; }

    /// <summary>The outputs that a path or pattern names.</summary>
    public IEnumerable<StoredFile> Matching(Glob path)
    {
        if (!path.IsLiteral)
        {
            return Outputs.Where(o => path.Matches(o.Path));
        }

        _byPath ??= Outputs.ToDictionary(o => o.Path, StringComparer.Ordinal);
        return _byPath.TryGetValue(path.Text, out var output) ? [output] : [];
    }
}

/// <summary>A file of a stored result.</summary>
/// <param name="Path">Relative to the entry's folder, with forward slashes.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
/// <param name="Size">Bytes.</param>
internal sealed record StoredFile(string Path, string Sha256, long Size);
