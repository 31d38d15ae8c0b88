using System.Xml.Linq;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance;

public sealed class SmokeTests(SmokeRun smoke) : IClassFixture<SmokeRun>
{
    [Fact]
    public void The_smoke_preset_computes_every_instance()
    {
        Assert.True(smoke.First.Succeeded, string.Join('\n', smoke.First.Failed.Select(f => $"{f.Name}: {f.Failure}")));
        Assert.Equal(smoke.First.Instances.Count, smoke.First.Count(Outcome.Computed));
    }

    [Fact]
    public void The_parent_learns_real_images()
    {
        var parent = Assert.Single(smoke.Table<RunRow>("runs"), r => r.Kind == "parent");

        Assert.Equal("trained", parent.Outcome);
        // Guessing one of ten classes is wrong nine times out of ten.
        Assert.InRange(parent.TestError, 0.05, 0.6);
        Assert.InRange(parent.TrainError, 0.05, 0.6);
    }

    [Fact]
    public void Every_run_that_the_preset_asks_for_is_in_the_table()
    {
        var runs = smoke.Table<RunRow>("runs");

        double[] times = [0, 1, 2];
        Assert.Equal(times.SelectMany(t => new[] { (t, 1), (t, 2) }), Of("child").Select(r => (r.Time, r.Child)));
        Assert.Equal(times, Of("linearized").Select(r => r.Time));

        IEnumerable<RunRow> Of(string kind) => runs.Where(r => r.Kind == kind).OrderBy(r => (r.Time, r.Child));
    }

    [Fact]
    public void The_barrier_is_what_the_curves_say()
    {
        var curves = smoke.Table<CurveRow>("barrier_curves").ToLookup(c => c.Time);
        foreach (var pair in smoke.Table<PairRow>("barriers"))
        {
            var errors = curves[pair.Time].OrderBy(c => c.Alpha).Select(c => c.TestError).ToList();
            Assert.Equal(11, errors.Count);
            Assert.Equal(errors.Max() - ((errors[0] + errors[^1]) / 2), pair.TestErrorBarrier, 12);
            Assert.InRange(pair.FunctionDistance, 0, 1);
        }
    }

    [Fact]
    public void The_ends_of_a_curve_are_the_children_themselves()
    {
        var children = smoke.Table<RunRow>("runs").Where(r => r.Kind == "child").ToDictionary(r => (r.Time, r.Child));
        foreach (var end in smoke.Table<CurveRow>("barrier_curves").Where(c => c.Alpha is 0 or 1))
        {
            var child = children[(end.Time, end.Alpha == 1 ? end.ChildA : end.ChildB)];
            Assert.Equal(child.TestError, end.TestError, 12);
        }
    }

    [Fact]
    public void Kernel_distances_are_distances_and_velocities_their_quotients()
    {
        var distances = smoke.Table<KernelDistanceRow>("kernel_distances");
        Assert.All(distances, d => Assert.InRange(d.Distance, d.TimeA == d.TimeB ? -1e-12 : 1e-9, 1));
        foreach (var v in smoke.Table<KernelVelocityRow>("kernel_velocities"))
        {
            var step = Assert.Single(
                distances,
                d => Math.Abs(d.TimeA - v.Time) < 1e-9 && Math.Abs(d.TimeB - v.Time - v.Interval) < 1e-9
            );
            Assert.Equal(step.Distance / v.Interval, v.Velocity, 12);
        }
    }

    [Fact]
    public void The_nonlinear_advantage_compares_a_linearized_run_with_its_twin()
    {
        var runs = smoke.Table<RunRow>("runs");
        var onsets = smoke.Table<OnsetRow>("onsets");
        Assert.Equal(3, onsets.Count);
        foreach (var onset in onsets)
        {
            var linearized = Assert.Single(runs, r => r.Kind == "linearized" && r.Time == onset.Time);
            var twin = Assert.Single(runs, r => r.Kind == "child" && r.Time == onset.Time && r.Child == 1);
            Assert.Equal(linearized.TestError - twin.TestError, onset.NonlinearAdvantage, 12);
        }
    }

    [Fact]
    public void Every_claim_of_the_paper_has_a_verdict()
    {
        var claims = smoke.Table<ClaimRow>("claims");

        Assert.Equal(["basin", "transient", "factor3", "match", "advantage", "universal"], claims.Select(c => c.Id));
        Assert.All(claims, c => Assert.Contains(c.Verdict, new[] { "holds", "does not hold", "not measured" }));
    }

    [Fact]
    public void The_figures_are_svg_images_under_readable_names()
    {
        foreach (var name in new[] { "barrier", "kernel", "ntk_error", "nonlinear_advantage" })
        {
            var path = Path.Combine(smoke.Artifacts, "latest", "figures", "cnn", $"{name}.svg");
            var root = XDocument.Load(path).Root!;
            Assert.Equal("svg", root.Name.LocalName);
            Assert.NotEmpty(root.Descendants());
        }
    }

    [Fact]
    public void A_second_run_computes_nothing() => Assert.Equal(0, smoke.Run().Count(Outcome.Computed));

    [Fact]
    public void A_changed_number_of_probes_reruns_the_kernels_and_what_reads_them()
    {
        var changed = smoke.Run("kernel.probes=10");
        var stages = changed.Instances.Where(i => i.Outcome == Outcome.Computed).Select(i => i.Stage).Distinct();
        Assert.Equal(["figures", "kernel", "metrics"], stages.Order());

        Assert.Equal(0, smoke.Run().Count(Outcome.Computed));
    }
}
