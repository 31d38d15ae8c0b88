namespace NtkRepro.Pipeline;

/// <summary>A file's next version, written beside it and then renamed over it.</summary>
internal static class Draft
{
    /// <summary>A name that no other process or thread uses, on this host or another.</summary>
    public static string NameFor(string path) => $"{path}.{Guid.NewGuid():N}~";

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
