using System.Globalization;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance;

[Collection(SmokeRunTests.Name)]
public sealed class SmokeTests(SmokeRun smoke)
{
    private static readonly string[] ClaimIds = ["basin", "transient", "factor3", "match", "advantage", "universal"];

    [Fact]
    public void The_smoke_preset_computes_every_instance()
    {
        Assert.True(smoke.First.Succeeded, smoke.First.FailureText());
        Assert.Equal(smoke.First.Instances.Count, smoke.First.Count(Outcome.Computed));
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void The_parent_learns_real_images(string model)
    {
        var parent = Assert.Single(smoke.Table<RunRow>(model, "runs"), r => r.Kind == "parent");

        Assert.Equal("trained", parent.Outcome);
        // Guessing one of ten classes is wrong nine times out of ten.
        Assert.InRange(parent.TestError, 0.05, 0.6);
        Assert.InRange(parent.TrainError, 0, 0.6);
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Every_run_that_the_preset_asks_for_is_in_the_table(string model)
    {
        var runs = smoke.Table<RunRow>(model, "runs");

        var (spawn, linearized) = (smoke.Parameters.Spawn, smoke.Parameters.Linearized);
        var (spawned, onsets) = (spawn.Times[model].ToDoubles(), linearized.Times[model].ToDoubles());
        Assert.Equal([(0, 0.0, "")], Of("parent"));
        Assert.Equal(spawned.SelectMany(t => spawn.Children.Select(c => (0, t, $"{c}"))), Of("child"));
        Assert.Equal(onsets.Select(t => (0, t, "")), Of("linearized"));
        Assert.Equal(onsets.Select(t => (0, t, "")), Of("probe"));
        Assert.Equal(onsets.SelectMany(t => linearized.Controls[model].Order().Select(c => (0, t, c))), Of("control"));

        IEnumerable<(int, double, string)> Of(string kind) =>
            runs.Where(r => r.Kind == kind).Select(r => (r.Seed, r.Time, r.Variant)).Order();
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Every_time_has_a_row_of_each_measure(string model)
    {
        double[] spawned = [.. smoke.Parameters.Spawn.Times[model].ToDoubles()];
        double[] onsets = [.. smoke.Parameters.Linearized.Times[model].ToDoubles()];
        double[] grid = [.. smoke.Parameters.Kernel.Grid.ToDoubles()];

        Assert.Equal(spawned, smoke.Table<PairRow>(model, "barriers").Select(p => p.Time));
        Assert.Equal(spawned, smoke.Table<SensitivityRow>(model, "sensitivities").Select(s => s.Time));
        Assert.Equal(onsets, smoke.Table<OnsetRow>(model, "onsets").Select(o => o.Time));
        Assert.Equal(onsets, smoke.Table<RegressionRow>(model, "regressions").Select(r => r.Time));
        // A kernel is at the whole step nearest to the time asked for.
        var training = smoke.Parameters.Training;
        var epoch = smoke.Parameters.Datasets[SmokeRun.Dataset].Train / training.Batch;
        var steps = spawned.Union(onsets).Union(grid).Select(t => Math.Round(t * epoch)).Distinct().Order();
        Assert.Equal(steps, smoke.Table<SpectrumRow>(model, "spectra").Select(s => s.Time * epoch));
        Assert.Equal(grid.Length - 1, smoke.Table<KernelVelocityRow>(model, "kernel_velocities").Count);
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Every_epoch_of_every_run_is_a_row(string model)
    {
        var epochs = smoke.Table<TrainingRow>(model, "training").ToLookup(t => (t.Kind, t.Seed, t.Time, t.Variant));
        var runs = smoke.Table<RunRow>(model, "runs").Where(r => r.Kind != "probe");
        var trials = smoke.Table<Linearization.CalibrationRow>(model, "calibration");

        Assert.Equal(
            runs.Select(r => (r.Kind, r.Seed, r.Time, r.Variant))
                .Concat(trials.Select(t => ("trial", t.Seed, t.Onset, t.Rate.ToString(CultureInfo.InvariantCulture))))
                .Order(),
            epochs.Select(e => e.Key).Order()
        );
        foreach (var run in epochs)
        {
            // A child begins in the middle, and is measured at its end alone.
            var (first, last) = run.Key.Kind switch
            {
                "parent" => (0, smoke.Parameters.Training.Epochs),
                "child" => ((int)Math.Floor(run.Key.Time) + 1, smoke.Parameters.Training.Epochs),
                _ => (0, smoke.Parameters.Linearized.Epochs),
            };
            Assert.Equal(Enumerable.Range(first, last - first + 1).Select(e => (double)e), run.Select(e => e.Epoch));
            Assert.All(run, e => Assert.Equal(e.Epoch == 0, double.IsNaN(e.BatchLoss)));
            Assert.All(
                run.Where(e => run.Key.Kind != "child" || e.Epoch == last),
                e => Assert.True(e is { ValidationError: > 0, ValidationLoss: > 0, TestError: > 0, TestLoss: > 0 })
            );
        }
    }

    // Of equals the first, and a run that has not ended is none: both as paper.md has it.
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Runs_from_rest_are_judged_at_the_epoch_with_the_least_validation_error(string model)
    {
        var epochs = smoke.Table<TrainingRow>(model, "training").ToLookup(t => (t.Kind, t.Seed, t.Time, t.Variant));
        var runs = smoke.Table<RunRow>(model, "runs").Where(r => r.Kind is "linearized" or "control").ToList();

        Assert.NotEmpty(runs);
        foreach (var run in runs)
        {
            var own = epochs[(run.Kind, run.Seed, run.Time, run.Variant)].OrderBy(e => e.Epoch).ToList();
            Assert.Equal(
                Enumerable.Range(0, smoke.Parameters.Linearized.Epochs + 1).Select(e => (double)e),
                own.Select(e => e.Epoch)
            );
            var least = own.Min(e => e.ValidationError);
            var best = own.First(e => e.ValidationError == least);
            Assert.Equal((best.Epoch, best.TestError), (run.Epoch, run.TestError));
            Assert.Equal(own.Min(e => e.TestError), run.BestTestError);
            Assert.Equal(best == own[^1], run.StillImproving);
        }
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void All_runs_from_rest_have_the_rate_with_the_least_validation_error(string model)
    {
        var trials = smoke.Table<Linearization.CalibrationRow>(model, "calibration");
        var least = trials.Min(t => t.ValidationError);

        Assert.Equal(smoke.Parameters.Linearized.Rates, trials.Select(t => t.Rate).Order());
        var chosen = Assert.Single(trials, t => t.Chosen);
        Assert.Equal(trials.Where(t => t.ValidationError == least).Min(t => t.Rate), chosen.Rate);
        var training = smoke.Table<TrainingRow>(model, "training").Where(t => t.Kind is "linearized" or "control");
        Assert.All(training.Where(t => t.Epoch > 0), t => Assert.Equal(chosen.Rate, t.LearningRate));
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void The_barrier_is_what_the_curves_say(string model)
    {
        var curves = smoke.Table<CurveRow>(model, "barrier_curves").ToLookup(c => c.Time);
        foreach (var pair in smoke.Table<PairRow>(model, "barriers"))
        {
            var errors = curves[pair.Time].OrderBy(c => c.Alpha).Select(c => c.TestError).ToList();
            Assert.Equal(smoke.Parameters.Barrier.Points, errors.Count);
            Assert.Equal(errors.Max() - ((errors[0] + errors[^1]) / 2), pair.TestErrorBarrier, 12);
            Assert.InRange(pair.FunctionDistance, 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Kernel_distances_are_distances_and_velocities_their_quotients(string model)
    {
        var distances = smoke.Table<KernelDistanceRow>(model, "kernel_distances");
        Assert.All(distances, d => Assert.InRange(d.Distance, d.TimeA == d.TimeB ? -1e-12 : 1e-9, 1));
        foreach (var v in smoke.Table<KernelVelocityRow>(model, "kernel_velocities"))
        {
            var step = Assert.Single(
                distances,
                d => Math.Abs(d.TimeA - v.Time) < 1e-9 && Math.Abs(d.TimeB - v.Time - v.Interval) < 1e-9
            );
            Assert.Equal(step.Distance / v.Interval, v.Velocity, 12);
        }
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void The_nonlinear_advantage_compares_a_linearized_run_with_its_control(string model)
    {
        var runs = smoke.Table<RunRow>(model, "runs");
        foreach (var onset in smoke.Table<OnsetRow>(model, "onsets"))
        {
            var linearized = Assert.Single(runs, r => r.Kind == "linearized" && r.Time == onset.Time);
            var control = Assert.Single(runs, r => (r.Kind, r.Variant, r.Time) == ("control", "same", onset.Time));
            Assert.Equal(linearized.TestError - control.TestError, onset.NonlinearAdvantage, 12);
            Assert.InRange(onset.NonlinearAdvantage, onset.AdvantageLow, onset.AdvantageHigh);
        }
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Every_claim_of_the_paper_has_a_verdict(string model)
    {
        var claims = smoke.Table<ClaimRow>(model, "claims");

        Assert.Equal(ClaimIds, claims.Select(c => c.Id));
        Assert.All(claims, c => Assert.Contains(c.Verdict, Verdicts.All));
    }

    [Fact]
    public void The_summary_holds_the_claims_of_each_network_and_the_one_over_all()
    {
        var claims = Data.Table.Read<ModelClaimRow>(smoke.First.Output("summary", "claims.parquet").Path);

        foreach (var model in smoke.Parameters.Run.Models[SmokeRun.Dataset])
        {
            var own = claims.Where(c => (c.Dataset, c.Model) == (SmokeRun.Dataset, model));
            Assert.Equal(
                smoke.Table<ClaimRow>(model, "claims").Select(c => (c.Id, c.Verdict, c.Ours)),
                own.Select(c => (c.Id, c.Verdict, c.Ours))
            );
        }
        Assert.Equal("universal", Assert.Single(claims, c => c.Model == "all").Id);
        // The two networks differ in more than their width or their rate.
        Assert.Empty(Data.Table.Read<WidthRow>(smoke.First.Output("summary", "widths.parquet").Path));
        Assert.Empty(Data.Table.Read<RateRow>(smoke.First.Output("summary", "rates.parquet").Path));
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Each_figure_is_three_files_under_readable_names_and_the_SVG_an_image(string model)
    {
        var folder = Path.Combine(smoke.Artifacts, "latest", "figures", $"{SmokeRun.Dataset}-{model}");
        var files = Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!);
        string[] extensions = [".pdf", ".png", ".svg"];
        Assert.Equal(
            FigureSet
                .Names.SelectMany(name => extensions.Select(e => Path.ChangeExtension(name, e)))
                .Order(StringComparer.Ordinal),
            files.Order(StringComparer.Ordinal)
        );
        Assert.All(FigureSet.Names, name => AssertIsImage(Path.Combine(folder, name)));
    }

    [Fact]
    public void The_summary_is_published_too() =>
        Assert.All(
            ["width.svg", "rate.svg"],
            name => AssertIsImage(Path.Combine(smoke.Artifacts, "latest", "summary", name))
        );

    [Fact]
    public void A_second_run_computes_nothing() => Assert.Equal(0, smoke.Run().Count(Outcome.Computed));

    private static void AssertIsImage(string path)
    {
        var root = XDocument.Load(path).Root!;
        Assert.Equal("svg", root.Name.LocalName);
        Assert.NotEmpty(root.Descendants());
    }
}
