using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Acceptance;

/// <summary>A run at a learning rate at which nothing can be learned.</summary>
public sealed class DivergenceTests : IDisposable
{
    private readonly string artifacts = Directory.CreateTempSubdirectory("ntk-repro-diverged-").FullName;

    public void Dispose() => Directory.Delete(artifacts, recursive: true);

    [Theory]
    [InlineData("cnn", "at-chance", "models.cnn.multiplier=0.5")]
    [InlineData("mlp", "non-finite", "models.mlp.widths=[64, 64, 64, 64, 64, 64, 64, 64]")]
    public void A_diverged_parent_is_recorded_left_out_by_name_and_stops_nothing(
        string model,
        string outcome,
        string set
    )
    {
        var result = Run(model, [set]);

        Assert.True(result.Succeeded, result.FailureText());
        var runs = Table<RunRow>(result, "runs");
        Assert.Equal(1 + 4 + 2 + 2 + 2, runs.Count);
        Assert.Equal(outcome, Assert.Single(runs, r => r.Kind == "parent").Outcome);
        // Those of the onset 1 begin where the parent ended, and children of 0 go its way. From 0 on, at a low rate, all is well.
        Assert.All(
            runs,
            r => Assert.True(r.Outcome != "trained" || r is { Kind: "linearized" or "control" or "probe", Time: 0 })
        );
        Assert.All(Table<PairRow>(result, "barriers"), p => Assert.True(p.Diverged));
        Assert.Equal([(0, false), (1, true)], Table<OnsetRow>(result, "onsets").Select(o => (o.Time, o.Diverged)));
        if (outcome == "non-finite")
            AssertHasNoNumbers(result);
        Assert.All(Table<ClaimRow>(result, "claims"), c => Assert.Equal("not measured", c.Verdict));
        // What does not need the parent beyond the onset is measured.
        string[] measured = ["ntk_error", "nonlinear_advantage", "sensitivity"];
        Assert.All(
            Table<MeasureRow>(result, "measures"),
            m => Assert.True(m.Time == 0 && measured.Contains(m.Measure), $"{m}")
        );
        AssertSaid(result, "barrier", "1 diverged parent left out", "kernel.svg");
        AssertSaid(result, "pair", "2 diverged pairs left out", "distances.svg");
        AssertSaid(result, "run", "1 diverged linearized run or control left out", "nonlinear_advantage.svg");
        var summary = Summary(result);
        foreach (var run in runs.Where(r => r.Kind != "parent" && r.Outcome != "trained"))
        {
            var kind = $"{run.Kind} {run.Variant}".TrimEnd();
            Assert.Contains($"{kind} of seed 0, time {run.Time}", summary, StringComparison.Ordinal);
        }
        Assert.Contains(
            $"Left out: fashion-mnist-{model}: parent of seed 0: {outcome}",
            summary,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_parent_that_diverges_in_the_step_of_a_checkpoint_keeps_that_one_too()
    {
        var deep = "models.mlp.widths=[64, 64, 64, 64, 64, 64, 64, 64]";
        // One step an epoch, and a checkpoint after each.
        string[] sets = ["training.batch=256", "training.epochs=4", "kernel.grid=[0, 1, 2, 3, 4]"];
        var result = Run("mlp", [deep, .. sets], "parent");

        Assert.True(result.Succeeded, result.FailureText());
        var checkpoints = Enumerable
            .Range(0, 5)
            .Select(t => Data.SafeTensors.LoadMetadata(result.Output("parent", $"checkpoints/{t}.safetensors").Path));
        // The last of them hold the run as it ended.
        Assert.Equal(["false", "false", "false", "true", "true"], checkpoints.Select(c => c["diverged"]));
    }

    private static void AssertHasNoNumbers(RunResult result)
    {
        Assert.True(Assert.Single(Table<SensitivityRow>(result, "sensitivities"), s => s.Time == 1).Diverged);
        var regression = Assert.Single(Table<RegressionRow>(result, "regressions"), r => r.Time == 1);
        Assert.True(regression.Singular);
        Assert.All(
            [regression.RegressionError, regression.DescentError, regression.Difference, regression.Ridge],
            value => Assert.Equal(double.NaN, value)
        );
        var spectrum = Assert.Single(Table<SpectrumRow>(result, "spectra"), s => s.Time == 1);
        Assert.All(
            [spectrum.Largest, spectrum.EffectiveRank, spectrum.Alignment, spectrum.SameClass],
            value => Assert.Equal(double.NaN, value)
        );
    }

    private RunResult Run(string model, string[] more, params string[] targets)
    {
        var engine = Reproduction.Load(Repository.Definition, artifacts);
        string[] sets =
        [
            $"run.models.fashion-mnist=[{model}]",
            "datasets.fashion-mnist.train=256",
            "datasets.fashion-mnist.test=200",
            $"spawn.times.{model}=[0, 1]",
            $"linearized.times.{model}=[0, 1]",
            $"linearized.controls.{model}=[same]",
            $"linearized.onset.{model}=[0]",
            "linearized.epochs=8",
            "linearized.validation=100",
            "training.learning_rate=100",
            "training.epochs=1",
            "training.batch=16",
            "training.norm_images=100",
            "kernel.probes=4",
            "kernel.grid=[0, 0.5, 1]",
            "regression.test=100",
            "claims.resamples=100",
            "barrier.train=100",
            .. more,
        ];
        var plan = engine.Plan(
            new PlanRequest
            {
                Preset = "smoke",
                Sets = sets,
                Targets = targets,
            }
        );
        return engine.Run(plan, new RunOptions { Jobs = Environment.ProcessorCount });
    }

    private static IReadOnlyList<T> Table<T>(RunResult result, string name)
        where T : notnull => Data.Table.Read<T>(result.Output("metrics", $"{name}.parquet").Path);

    private static void AssertSaid(RunResult result, string what, string sentence, string figure)
    {
        Assert.Contains(figure, FigureSet.Names);
        var text = XDocument.Load(result.Output("figures", figure).Path).Descendants().Select(e => e.Value);
        Assert.True(
            text.Any(t => t.Contains(sentence, StringComparison.Ordinal)),
            $"{figure} says nothing of the {what}"
        );
    }

    private string Summary(RunResult result)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }
        );
        console.Profile.Width = 200;
        RunSummary.Print(result, RunTitle.Of(result.Record!), Path.Combine(artifacts, "latest"), console);
        return text.ToString();
    }
}
