namespace NtkRepro.Pipeline;

/// <summary>A file's next version, written beside it and then renamed over it.</summary>
internal static class Draft
{
    /// <summary>A name that no other process or thread uses, on this host or another.</summary>
    public static string NameFor(string path) => $"{path}.{Guid.NewGuid():N}~";

    /// <summary>Whether a name is one that <see cref="NameFor"/> gives.</summary>
    public static bool Is(string name) =>
        name.EndsWith('~') && Guid.TryParseExact(Path.GetExtension(name)[1..^1], "N", out _);

    /// <summary>Writes a file that appears whole, or stays as it was where that fails.</summary>
    public static void Replace(string path, string text) => Replace(path, draft => File.WriteAllText(draft, text));

    /// <summary>Has a file written under a draft's name, and renames it once that is done.</summary>
    public static void Replace(string path, Action<string> write)
    {
        var draft = NameFor(path);
        try
        {
            write(draft);
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            Discard(draft);
            throw;
        }
    }

    /// <summary>Removes what a failed attempt left, if it can.</summary>
    public static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for the garbage collection.
        }
    }
}
