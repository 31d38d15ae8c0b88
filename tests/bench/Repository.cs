namespace NtkRepro.Bench;

/// <summary>Where the project's files lie.</summary>
internal static class Repository
{
    public static string Root => NtkRepro.Repository.Root;

    public static string Definition => NtkRepro.Repository.Definition;

    /// <summary>Where the tables and the figure are written.</summary>
    public static string Results => Path.Combine(Root, "artifacts", "bench");

    /// <summary>The script of the other side that does a job.</summary>
    public static string Peer(string job) => Path.Combine(Root, "tests", "bench", "peers", $"{job}.py");
}
