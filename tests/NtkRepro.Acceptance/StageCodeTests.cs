using System.Text.RegularExpressions;
using Microsoft.Extensions.FileSystemGlobbing;

namespace NtkRepro.Acceptance;

public sealed partial class StageCodeTests
{
    public static TheoryData<string> Stages => [.. Reproduction.Stages.Select(s => s.Name)];

    // A result whose code is only partly in its key would be taken for up to date after a change of the rest.
    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_declares_code_of_every_folder_that_its_code_uses(string name)
    {
        var stage = Reproduction.Load(Repository.Definition).Definition.Stages.Single(s => s.Name == name);
        var matcher = new Matcher();
        matcher.AddIncludePatterns(stage.Code);
        var files = matcher.GetResultsInFullPath(Repository.Root).ToList();

        var declared = files.Select(f => Path.GetFileName(Path.GetDirectoryName(f)!)).ToHashSet(StringComparer.Ordinal);
        var used = files
            .SelectMany(f => UsedFolder().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups["folder"].Value)
            .Where(folder => folder != "Pipeline")
            .Distinct(StringComparer.Ordinal);

        Assert.NotEmpty(files);
        Assert.Empty(used.Except(declared, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^using NtkRepro\.(?<folder>\w+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsedFolder();
}
