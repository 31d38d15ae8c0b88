namespace Nuke.Common.IO;

/// <summary>Questions about paths.</summary>
public static class AbsolutePathExtensions
{
    /// <summary>Says whether the path is an existing folder.</summary>
    public static bool DirectoryExists(this AbsolutePath path) => Directory.Exists(path);
}
