using System.Text.RegularExpressions;
using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>build.sh and build.ps1 answer alike.</summary>
public sealed partial class BuildScriptTests(ScriptsCopy copy) : IClassFixture<ScriptsCopy>
{
    private static readonly string[] Scripts = ["build.sh", "build.ps1"];

    // Arguments, and the one line that names the mistake in them.
    private static readonly (string Arguments, string Message)[] Mistakes =
    [
        ("--prest smoke", "Unknown parameter '--prest'. Did you mean '--preset'?"),
        ("--prest=smoke", "Unknown parameter '--prest'. Did you mean '--preset'?"),
        ("Plan --preset", "'--preset' needs a value."),
        ("--jobs abc", "'--jobs' must be a whole number, not 'abc'."),
        ("--jobs 0", "'--jobs' must be at least 1, not '0'."),
        ("Plna", "Unknown target 'Plna'. Did you mean 'Plan'?"),
        ("Export", "Target 'Export' requires the parameter '--to'."),
        ("Instance", "Target 'Instance' requires the parameter '--instance-name'."),
        ("--packages other", "unknown --packages 'other'; known: standin, nuget"),
        ("--packages=other Plan", "unknown --packages 'other'; known: standin, nuget"),
        ("--packages", "unknown --packages ''; known: standin, nuget"),
    ];

    // Arguments, and a line of what they print.
    private static readonly (string Arguments, string Line)[] Answers =
    [
        ("-h", "  Reproduce (default)"),
        ("help", "  Reproduce (default)"),
        ("Plan --help", "  Reproduce (default)"),
        ("--version", "NtkRepro 0.1.0"),
        ("Plan --preset=smoke --set 'run.seeds=[7]' --set kernel.probes=24", "  data[fashion-mnist]"),
        ("Plan --set 'run.seeds=[7,8]' --preset smoke --verbosity verbose", "parent: 4 may run, 5.8 s"),
        ("Status", "No run on SLURM was started from here (./build.sh Reproduce --executor slurm)."),
    ];

    public static TheoryData<string, string, string> MistakeData => Data(Mistakes);

    public static TheoryData<string, string, string> AnswerData => Data(Answers);

    [Theory]
    [MemberData(nameof(MistakeData))]
    public void A_mistake_is_one_line_and_ends_in_code_2(string script, string arguments, string message)
    {
        Assert.Equal((2, message), Trimmed(copy.Run(script, arguments)));
    }

    [Theory]
    [MemberData(nameof(AnswerData))]
    public void What_is_asked_is_answered(string script, string arguments, string line)
    {
        var (code, text) = copy.Run(script, arguments);

        Assert.Contains(line, text.Split('\n'));
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData("build.sh")]
    [InlineData("build.ps1")]
    public void A_failure_that_goes_through_NUKE_is_told_in_one_line_too(string script)
    {
        var (code, text) = Trimmed(copy.Run(script, "Reproduce --set run.sed=1 --verbosity quiet"));

        Assert.StartsWith("--set run.sed=1: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData("build.sh")]
    [InlineData("build.ps1")]
    public void The_name_of_the_machine_and_variables_of_others_do_no_harm(string script)
    {
        var (code, text) = copy.Run(
            script,
            "Docs --plan",
            ("HOST", "x86_64-conda-linux-gnu"),
            ("PROFILE", "work"),
            ("VERSION", "12"),
            ("JOBS", "")
        );

        Assert.Contains("1  Docs", text, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData("build.sh")]
    [InlineData("build.ps1")]
    public void A_mistake_in_the_file_of_parameters_is_named(string script)
    {
        var text = copy.Read(".nuke", "parameters.json");
        copy.Write("""{ "Prest": "smoke" }""", ".nuke", "parameters.json");
        var result = copy.Run(script, "Plan");
        copy.Write(text, ".nuke", "parameters.json");

        Assert.Equal((2, ".nuke/parameters.json: Unknown parameter 'Prest'. Did you mean 'Preset'?"), Trimmed(result));
    }

    [Theory]
    [InlineData("build.sh")]
    [InlineData("build.ps1")]
    public void The_properties_of_the_last_build_are_those_that_are_compared(string script)
    {
        string[] stamp = ["artifacts", "dotnet", Path.GetFileName(Built), "built"];
        var text = copy.Read(stamp);
        copy.Write($"NtkOne=1 NtkTwo=a=b\n{text[(text.IndexOf('\n') + 1)..]}", stamp);
        var result = copy.Run(script, "-p:NtkOne=1 --version -p:NtkTwo=a=b");
        copy.Write(text, stamp);

        // Otherwise it would build.
        Assert.Equal((0, "NtkRepro 0.1.0"), Trimmed(result));
    }

    [Fact]
    public void Both_scripts_give_the_program_the_same_variables_and_look_at_the_same_sources()
    {
        var (shell, power) = (copy.Read("build.sh"), copy.Read("build.ps1"));

        var variables = Exported()
            .Matches(shell)
            .SelectMany(m => m.Groups["name"].Captures.Select(c => c.Value))
            .ToList();
        Assert.Contains("DOTNET_NOLOGO", variables);
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", variables);
        Assert.All(variables, name => Assert.Contains($"$env:{name} =", power, StringComparison.Ordinal));
        var sources = ShellSources().Match(shell).Groups["list"].Value.Split(' ');
        Assert.Contains("build", sources);
        Assert.Contains($"$sources = '{string.Join("', '", sources)}'", power, StringComparison.Ordinal);
    }

    // Mistakes in a command that is typed as it stands in the help would be ours.
    [Fact]
    public void What_the_help_shows_as_examples_is_of_instances_that_there_are()
    {
        var (_, help) = copy.Run("build.sh", "--help");
        var engine = Reproduction.Load(Repository.Definition, copy.At("artifacts"));

        var examples = Examples().Matches(help).Select(m => m.Groups["arguments"].Value).ToList();
        Assert.True(examples.Count >= 4, help);
        foreach (var example in examples)
        {
            var words = copy.Shell($"printf '%s\\n' {example}").Text.TrimEnd('\n').Split('\n');
            Assert.Contains(engine.Plan(Request(words)).Instances, i => i.IsSelected);
        }
        var names = Names().Matches(help).Select(m => m.Groups["name"].Value).ToList();
        Assert.NotEmpty(names);
        Assert.Contains(engine.Plan(new PlanRequest { Targets = names }).Instances, i => i.IsSelected);
    }

    // Targets are passed over: those that are stages have --only beside them.
    private static PlanRequest Request(IReadOnlyList<string> words)
    {
        var options = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var values = new List<string>();
        foreach (var word in words)
        {
            if (word.StartsWith("--", StringComparison.Ordinal))
                options[word] = values = [];
            else
                values.Add(word);
        }
        Assert.Empty(options.Keys.Except(["--preset", "--set", "--only", "--force"]));
        return new PlanRequest
        {
            Preset = Of("--preset").SingleOrDefault(),
            Sets = Of("--set"),
            Targets = Of("--only"),
            Force = Of("--force"),
        };

        List<string> Of(string option) => options.GetValueOrDefault(option) ?? [];
    }

    // …/artifacts/dotnet/<packages>/bin/NtkRepro.Acceptance/release/
    private static string Built => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.FullName;

    private static (int, string) Trimmed((int Code, string Text) result) => (result.Code, result.Text.Trim());

    private static TheoryData<string, string, string> Data((string, string)[] cases)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var script in Scripts)
        foreach (var (arguments, expected) in cases)
            data.Add(script, arguments, expected);
        return data;
    }

    [GeneratedRegex(@"^  \./build\.sh (?<arguments>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Examples();

    [GeneratedRegex(@"`(?<name>[a-z]+\[[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();

    [GeneratedRegex(
        @"^export( (?<name>[A-Za-z]\w*)=\S+)+$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Exported();

    [GeneratedRegex(@"^sources=\((?<list>[^)]*)\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShellSources();
}
