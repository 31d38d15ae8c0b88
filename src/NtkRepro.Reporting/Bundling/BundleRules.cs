namespace NtkRepro.Reporting.Bundling;

/// <summary>What is asked of the options of a bundle, before anything is built for it. Each returns what is wrong, or null.</summary>
public static class BundleRules
{
    /// <summary>A folder that a bundle may be written to: new, or empty.</summary>
    public static string? To(string path)
    {
        if (File.Exists(path))
            return $"{path} is a file; --to takes a folder";
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            return $"{path} is not empty; name a new folder";
        return Places.Unwritable(Path.GetDirectoryName(Path.GetFullPath(path)));
    }
}
