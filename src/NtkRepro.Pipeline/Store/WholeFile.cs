namespace NtkRepro.Pipeline;

/// <summary>A file that was asked for: it appears whole, or stays as it was.</summary>
public static class WholeFile
{
    /// <summary>Writes a text. A link is followed, and what is no regular file, such as <c>/dev/stdout</c>, is written to as it is.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="text">What it is to hold.</param>
    /// <exception cref="IOException">It cannot be written; the message names it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the message names it.</exception>
    public static void Write(string path, string text)
    {
        var exists = Path.Exists(path);
        if (exists && FileStamp.Of(path) is null)
        {
            File.WriteAllText(path, text);
            return;
        }

        var link = exists ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        Draft.Replace(link?.FullName ?? path, text);
    }
}
