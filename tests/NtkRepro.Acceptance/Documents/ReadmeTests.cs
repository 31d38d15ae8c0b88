namespace NtkRepro.Acceptance.Documents;

/// <summary>Every command of the README and of the pages in docs/ runs, as it stands there, each after a finished run.</summary>
/// <remarks>
/// The environment, from which parameters come too, makes them small where the command itself says nothing: the smoke
/// preset, whose results are there already; for <c>Bench</c> one row.
/// </remarks>
[Collection(SmokeRunTests.Name)]
public sealed class ReadmeTests(SmokeRun smoke)
{
    // Pages whose commands are run elsewhere, or cannot be here.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["extending.md"] = "needs its own changes: RecipeTests",
        ["own-data.md"] = "needs its own pictures: OwnDataTests",
        ["bench.md"] = "measures for minutes; tests/NtkRepro.Bench.Tests holds its parts to their promises",
        ["cluster.md"] = "needs a scheduler",
    };

    private static readonly (string, string)[] Small =
    [
        ("NUKE_PRESET", "smoke"),
        ("NUKE_QUICK", "true"),
        ("NUKE_ROWS", "rates"),
        ("NUKE_ROUNDS", "1"),
        // The solution holds one project then: see OneProject.
        ("NUKE_TEST_FILTER", "NukeCommon.Tests.PathTests"),
    ];

    [Fact]
    public void Every_command_of_the_documents_runs()
    {
        var commands = Documents().SelectMany(d => new DocumentBlocks(d).Commands).ToList();
        using var copy = new RepositoryCopy();
        VerifiedCopy.CopyFolders(smoke.Artifacts, copy.At("artifacts"), "store");
        OneProject(copy, "Nuke.Common.Tests");

        var failed = new List<string>();
        foreach (var command in commands)
        {
            ShowFinishedRun(copy);
            var (code, text) = copy.Run(command, Small);
            if (code != 0)
                failed.Add($"{command}\nexits {code}\n{text}");
        }

        Assert.Contains("./build.sh Reproduce", commands);
        Assert.Contains("./build.sh Test", commands);
        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
        // The filter must not have left nothing to run.
        var results = Directory.GetFiles(copy.At("artifacts", "test-results"), "*.trx");
        Assert.All(results, r => Assert.Matches("<Counters [^>]*passed=\"[1-9]", File.ReadAllText(r)));
        Assert.NotEmpty(results);
    }

    private static IEnumerable<string> Documents() =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Where(d => !Elsewhere.ContainsKey(Path.GetFileName(d)))
            .Order(StringComparer.Ordinal)
            .Prepend(Path.Combine(Repository.Root, "README.md"));

    // As if the command before had not been: the page is a list, from which a reader takes what is of use.
    private void ShowFinishedRun(RepositoryCopy copy)
    {
        string[] shown = ["latest", "runs"];
        foreach (var folder in shown.Select(name => copy.At("artifacts", name)).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        VerifiedCopy.CopyFolders(smoke.Artifacts, copy.At("artifacts"), shown);
    }

    // `Test` runs this test, and takes minutes. Here it builds and runs the project with the fewest dependencies alone.
    private static void OneProject(RepositoryCopy copy, string project)
    {
        var solution = copy.At("NtkRepro.sln");
        var lines = File.ReadAllLines(solution).ToList();
        var one = new List<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith("Project(", StringComparison.Ordinal))
            {
                if (lines[i].Contains($"\"{project}\"", StringComparison.Ordinal))
                    one.AddRange([lines[i], "EndProject"]);
                i = lines.IndexOf("EndProject", i);
            }
            else if (lines[i].Contains("GlobalSection(NestedProjects)", StringComparison.Ordinal))
                i = lines.FindIndex(i, line => line.Contains("EndGlobalSection", StringComparison.Ordinal));
            else
                one.Add(lines[i]);
        }
        Assert.Single(one, line => line == "EndProject");
        File.Delete(solution);
        File.WriteAllLines(solution, one);
    }
}
