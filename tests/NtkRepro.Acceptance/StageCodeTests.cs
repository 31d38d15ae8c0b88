using System.Text.RegularExpressions;
using Microsoft.Extensions.FileSystemGlobbing;
using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance;

/// <summary>A result whose code is only partly in its key would be taken for up to date after a change of the rest.</summary>
public sealed partial class StageCodeTests
{
    private const string Source = "src/NtkRepro/";

    public static TheoryData<string> Stages => [.. Reproduction.Stages.Select(s => s.Name)];

    // The parameters' schema is no code of a stage: what of it a stage uses, the values, is in its key.
    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_declares_every_file_that_its_run_can_get_into(string name)
    {
        var stage = Reproduction.Stages.Single(s => s.Name == name);
        var run = stage.GetType().GetMethod(nameof(IStage.Run))!;

        var reached = ReachableFiles
            .From(run)
            .Where(f => f.Contains(Source, StringComparison.Ordinal)) // not what the compiler generates
            .Select(f => f[(f.LastIndexOf(Source, StringComparison.Ordinal) + Source.Length)..])
            .Where(f => f.Contains('/', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Contains(reached, f => f.EndsWith($"/{stage.GetType().Name}.cs", StringComparison.Ordinal));
        Assert.Empty(reached.Except(Declared(name), StringComparer.Ordinal));
    }

    // What the run cannot get into by a call it can still read: constants, names of outcomes and the like.
    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_declares_code_of_every_folder_that_its_own_file_uses(string name)
    {
        var files = Declared(name);
        var own = files.Single(f => f.EndsWith($"/{FileOf(name)}", StringComparison.Ordinal));

        var used = UsedFolder()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, Source, own)))
            .Select(m => m.Groups["folder"].Value.Replace('.', '/'))
            .Where(folder => folder != "Pipeline");

        Assert.Empty(used.Except(files.Select(f => Path.GetDirectoryName(f)!), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_that_a_pattern_could_mean_is_there()
    {
        foreach (var stage in Reproduction.Load(Repository.Definition).Definition.Stages)
            Assert.All(stage.Code, pattern => Assert.NotEmpty(Matching([pattern])));
    }

    [Fact]
    public void A_change_of_what_reads_datasets_reruns_the_data_alone()
    {
        var stages = Reproduction.Stages.Select(s => s.Name);
        Assert.Equal(
            ["data"],
            stages.Where(s => Declared(s).Any(f => f.StartsWith("Data/Sources/", StringComparison.Ordinal)))
        );
    }

    private static string FileOf(string name) => $"{Reproduction.Stages.Single(s => s.Name == name).GetType().Name}.cs";

    private static List<string> Declared(string name) =>
        Matching(Reproduction.Load(Repository.Definition).Definition.Stages.Single(s => s.Name == name).Code);

    // Paths below the source folder.
    private static List<string> Matching(IEnumerable<string> patterns)
    {
        var matcher = new Matcher();
        matcher.AddIncludePatterns(patterns);
        return
        [
            .. matcher
                .GetResultsInFullPath(Repository.Root)
                .Select(f => Path.GetRelativePath(Path.Combine(Repository.Root, Source), f)),
        ];
    }

    [GeneratedRegex(
        @"^using NtkRepro\.(?<folder>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex UsedFolder();
}
