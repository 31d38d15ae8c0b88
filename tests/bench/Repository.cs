namespace NtkRepro.Bench;

/// <summary>Where the project's files lie.</summary>
internal static class Repository
{
    /// <summary>The root: the nearest folder above this assembly that holds the solution.</summary>
    public static string Root { get; } = Find();

    public static string Definition => Path.Combine(Root, "pipeline.yaml");

    /// <summary>Where the tables and the figure are written.</summary>
    public static string Results => Path.Combine(Root, "artifacts", "bench");

    /// <summary>The script of the other side that does a job.</summary>
    public static string Peer(string job) => Path.Combine(Root, "tests", "bench", "peers", $"{job}.py");

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
