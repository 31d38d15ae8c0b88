namespace NtkRepro.Slurm.Tests;

/// <summary>Where the files under test lie.</summary>
internal static class Repository
{
    public static string Definition => Path.Combine(Root, "pipeline.yaml");

    private static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NtkRepro.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds NtkRepro.sln");
    }
}
