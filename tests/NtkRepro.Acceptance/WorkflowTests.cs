using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace NtkRepro.Acceptance;

/// <summary>What CI runs must be what the build has.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Workflow = Path.Combine(Repository.Root, ".github", "workflows", "ci.yml");

    private static readonly string CiRun = Path.Combine(Repository.Root, ".ci", "run");

    [Fact]
    public void Every_command_of_the_workflow_is_a_target_of_the_build_with_a_preset_that_there_is()
    {
        var commands = Commands(string.Join('\n', Steps(Workflow)));

        Assert.Equal(["Test", "Reproduce", "Verify"], commands.Select(c => c.Target));
        AssertExist(commands);
    }

    [Fact]
    public void Every_command_of_the_local_run_is_a_target_of_the_build_with_a_preset_that_there_is()
    {
        var commands = Commands(File.ReadAllText(CiRun));

        Assert.Contains(("Verify", "smoke"), commands);
        AssertExist(commands);
    }

    [Fact]
    public void The_files_that_the_workflow_keeps_are_below_the_artifacts()
    {
        var kept = Find(Root(Workflow), "path").SelectMany(p => p.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains("artifacts/verify/junit.xml", kept);
        Assert.All(
            kept.Where(p => !p.StartsWith('~')),
            p => Assert.StartsWith("artifacts/", p, StringComparison.Ordinal)
        );
    }

    private static void AssertExist(IReadOnlyList<(string Target, string Preset)> commands)
    {
        var targets = Directory
            .GetFiles(Path.Combine(Repository.Root, "build"), "*.cs")
            .SelectMany(f => Target().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups["name"].Value)
            .ToList();
        var presets = Reproduction.Load(Repository.Definition).Definition.Presets;
        Assert.NotEmpty(commands);
        Assert.All(commands, c => Assert.Contains(c.Target, targets));
        Assert.All(commands.Where(c => c.Preset.Length > 0), c => Assert.Contains(c.Preset, presets));
    }

    private static List<(string Target, string Preset)> Commands(string text) =>
        [
            .. Command()
                .Matches(text)
                .Select(m => (m.Groups["target"].Value, Preset().Match(m.Groups["rest"].Value).Groups["name"].Value)),
        ];

    private static IEnumerable<string> Steps(string path) => Find(Root(path), "run");

    private static YamlNode Root(string path)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(path);
        yaml.Load(reader);
        return yaml.Documents[0].RootNode;
    }

    // The texts under a key, wherever it stands.
    private static IEnumerable<string> Find(YamlNode node, string key) =>
        node switch
        {
            YamlMappingNode map => map.Children.SelectMany(c =>
                c is { Key: YamlScalarNode name, Value: YamlScalarNode text } && name.Value == key
                    ? [text.Value!]
                    : Find(c.Value, key)
            ),
            YamlSequenceNode list => list.Children.SelectMany(c => Find(c, key)),
            _ => [],
        };

    [GeneratedRegex(@"\bTarget (?<name>\w+) =>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"\./build\.sh (?<target>\w+)(?<rest>[^\n]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"--preset (?<name>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Preset();
}
