namespace NtkRepro;

/// <summary>Where the project's files lie; compiled into every assembly of the tests and the bench that asks.</summary>
internal static class Repository
{
    /// <summary>The root: the nearest folder above the assembly that holds the solution.</summary>
    public static string Root { get; } = Find();

    public static string Definition => Path.Combine(Root, "pipeline.yaml");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NtkRepro.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds NtkRepro.sln");
    }
}
