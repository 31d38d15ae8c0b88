using NtkRepro.Metrics;

namespace NtkRepro.Acceptance;

/// <summary>That runs which are to share a beginning or an end do.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class TwinTests(SmokeRun smoke)
{
    // The logits come by another way, layer by layer together with their derivative.
    private const double Rounding = 1e-4;

    // In evaluation mode: the statistics of batch norm are estimated on the same images in both.
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void A_linearized_network_begins_as_the_parent_of_its_onset(string model)
    {
        var parent = smoke.Trajectory("parent", model).Points.ToDictionary(p => p.Epoch, p => p.Logits);
        foreach (var time in smoke.Parameters.Rates.Base.Times)
        {
            var start = smoke.Trajectory("linearized", model, ("time", $"{time:0.#}")).Points[0];

            Assert.Equal((double)time, start.Epoch);
            var expected = parent[start.Epoch];
            var allowed = Rounding * expected.Max(Math.Abs);
            Assert.All(expected.Zip(start.Logits), pair => Assert.Equal(pair.First, pair.Second, allowed));
        }
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Children_begin_as_the_parent_of_their_time_and_end_apart(string model)
    {
        var parent = smoke.Trajectory("parent", model).Points.ToDictionary(p => p.Epoch, p => p.Logits);
        foreach (var time in smoke.Parameters.Rates.Base.Times)
        {
            var (first, second) = (Child(time, "1"), Child(time, "2"));

            Assert.Equal(parent[(double)time], first[0].Logits);
            Assert.Equal(parent[(double)time], second[0].Logits);
            Assert.Equal(smoke.Parameters.Training.Epochs, first[^1].Epoch);
            Assert.NotEqual(first[^1].Logits, second[^1].Logits);
        }

        IReadOnlyList<(double Epoch, float[] Logits)> Child(decimal time, string child) =>
            smoke.Trajectory("child", model, ("time", $"{time:0.#}"), ("child", child)).Points;
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void The_ends_of_a_curve_are_the_children_themselves(string model)
    {
        var children = smoke
            .Table<RunRow>(model, "runs")
            .Where(r => r.Kind == "child")
            .ToDictionary(r => (r.Time, r.Child));
        // Errors of children are over all test images, those of the curve over the first of them: at most what is left
        // over can differ.
        var (test, curve) = (
            smoke.Parameters.Datasets[SmokeRun.Dataset].Test,
            Math.Min(smoke.Parameters.Barrier.Test, smoke.Parameters.Datasets[SmokeRun.Dataset].Test)
        );
        foreach (var end in smoke.Table<CurveRow>(model, "barrier_curves").Where(c => c.Alpha is 0 or 1))
        {
            var child = children[(end.Time, end.Alpha == 1 ? end.ChildA : end.ChildB)];
            var wrong = end.TestError * curve;
            Assert.InRange(child.TestError * test, wrong - 1e-6, wrong + test - curve + 1e-6);
        }
    }

    // All four are drawn in one plane, which puts equal logits in one place.
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void In_the_plane_of_principal_components_runs_begin_on_the_parents_path(string model)
    {
        var points = smoke.Table<TrajectoryRow>(model, "trajectories");
        var extent = points.Max(p => Math.Abs(p.First));
        foreach (var run in points.Where(p => p.Kind != "parent").GroupBy(p => (p.Kind, p.Time, p.Child)))
        {
            var start = run.MinBy(p => p.Epoch)!;
            var parent = Assert.Single(points, p => p.Kind == "parent" && p.Epoch == start.Epoch);
            Assert.Equal(run.Key.Time, start.Epoch);
            Assert.Equal(parent.First, start.First, Rounding * extent);
            Assert.Equal(parent.Second, start.Second, Rounding * extent);
        }
    }
}
