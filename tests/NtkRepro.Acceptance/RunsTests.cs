using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using NtkRepro.Reporting.Comparing;
using NtkRepro.Reporting.Sweeping;
using Spectre.Console;

namespace NtkRepro.Acceptance;

/// <summary>What a person does with several runs.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class RunsTests(SmokeRun smoke) : IDisposable
{
    private const string Changed = "smoke-kernel.probes-10";

    private PipelineRequest Request =>
        new()
        {
            Definition = Repository.Definition,
            Artifacts = smoke.Artifacts,
            Preset = "smoke",
            Level = OutputLevel.Quiet,
        };

    // Others look at what is shown.
    public void Dispose()
    {
        var engine = Reproduction.Load(Repository.Definition, smoke.Artifacts);
        engine.Forget(engine.RunOf("base"));
        smoke.Run();
    }

    [Fact]
    public void A_run_is_named_another_changed_both_are_listed_compared_swept_over_and_shown_again()
    {
        Assert.Equal(ExitCodes.Success, PipelineCommands.Run(Request with { Name = "base" }));
        var changed = smoke.Run("kernel.probes=10");

        // Kernels and what follows from them; no training.
        var stages = changed.Instances.Where(i => i.Outcome == Outcome.Computed).Select(i => i.Stage).Distinct();
        Assert.Equal(["figures", "kernel", "metrics", "regression", "spectrum", "summary"], stages.Order());

        var list = Printed(console => RunCommands.List(Request, jsonPath: null, console));
        Assert.All(["base ", $"{Changed} ", "  preset smoke, kernel.probes=10"], text => Assert.Contains(text, list));
        Assert.Contains(list.Split('\n'), line => line.Contains(Changed) && line.Contains("shown in latest"));

        var comparison = Printed(console =>
            CompareCommand.Run(
                Request with
                {
                    Level = OutputLevel.Normal,
                    Sets = ["kernel.probes=10"],
                },
                "smoke",
                "smoke",
                console
            )
        );
        Assert.Contains("kernel.probes  20  10", comparison, StringComparison.Ordinal);
        Assert.All(comparison.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        var page = File.ReadAllText(Path.Combine(smoke.Artifacts, "compare", $"smoke-{Changed}.html"));
        Assert.Contains("cnn on fashion-mnist", page, StringComparison.Ordinal);

        // Both combinations are there already.
        var sweep = Request with
        {
            Sets = ["kernel.probes={10, 20}"],
            Name = "probes",
        };
        Assert.Equal(ExitCodes.Success, SweepCommand.Run(sweep));
        var table = Path.Combine(smoke.Artifacts, "sweeps", "probes", "headlines.csv");
        Assert.StartsWith(
            "kernel.probes,run,dataset,model,measure,unit,time,value,low,high,seeds\n10,probes-kernel.probes-10,fashion-mnist,cnn,test_error,%,",
            File.ReadAllText(table).ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );

        Assert.Equal(ExitCodes.Success, RunCommands.Show(Request, "base"));
        var shown = new FileInfo(Path.Combine(smoke.Artifacts, "latest", "summary", "claims.parquet"));
        Assert.Equal(smoke.First.Output("summary", "claims.parquet").Path, shown.ResolveLinkTarget(true)!.FullName);
        Assert.Contains(
            "smoke",
            File.ReadAllText(Path.Combine(smoke.Artifacts, "latest", "report.html")),
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCodes.Usage, RunCommands.Show(Request, "bass"));
        Assert.Equal(ExitCodes.Success, RunCommands.Forget(Request, "probes-*"));
    }

    private static string Printed(Func<IAnsiConsole, int> command)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }
        );
        console.Profile.Width = 80;
        Assert.Equal(ExitCodes.Success, command(console));
        return text.ToString();
    }
}
