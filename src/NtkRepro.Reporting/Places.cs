namespace NtkRepro.Reporting;

/// <summary>
/// What is asked of the places that options name, so that one that cannot be written to is known before anything is computed for it. Each
/// returns what is wrong, or null.
/// </summary>
public static class Places
{
    /// <summary>A file that is written, whether it is there or not.</summary>
    public static string? Output(string path)
    {
        if (Directory.Exists(path))
            return $"{path} is a folder, and a file is to be written";
        try
        {
            if (!File.Exists(path))
                return Unwritable(Path.GetDirectoryName(path));
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written to";
        }
    }

    /// <summary>A folder that may be there already, with whatever is in it; what reads it alone need not write to it.</summary>
    public static string? Folder(string path) => Obstacle(path);

    /// <summary>
    /// A folder, there or not, in which something is to be made. Tried, for permissions alone do not tell: a file system may be read-only, or be
    /// none that holds files.
    /// </summary>
    internal static string? Unwritable(string? folder)
    {
        if (Obstacle(folder) is { } obstacle)
            return obstacle;
        var nearest = folder;
        while (nearest is not null && !Directory.Exists(nearest))
            nearest = Path.GetDirectoryName(nearest);
        var probe = Path.Combine(nearest ?? "/", $".{Path.GetRandomFileName()}");
        try
        {
            using var file = new FileStream(
                probe,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{nearest} cannot be written to";
        }
    }

    // A file in the way of the folder.
    private static string? Obstacle(string? folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Directory.Exists(at))
                return null;
            if (File.Exists(at))
                return $"{at} is a file, and a folder is needed there";
        }
        return null;
    }
}
