namespace NtkRepro.Reporting;

/// <summary>The folder in which a person gave the command: what paths on the command line refer to, and what those that are printed are relative to.</summary>
/// <remarks>The build scripts work in the repository's folder, and hand over where they were called in a variable.</remarks>
public static class CommandFolder
{
    private const string Variable = "NTK_FOLDER";

    /// <summary>Its full path.</summary>
    public static string Path { get; } = Take();

    /// <summary>A path as a person sees it from there.</summary>
    /// <param name="path">The full path.</param>
    public static string Relative(string path) => System.IO.Path.GetRelativePath(Path, path);

    // It is about this process alone, and not about those that it starts.
    private static string Take()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        return System.IO.Path.IsPathFullyQualified(folder ?? "") ? folder! : Environment.CurrentDirectory;
    }
}
