using NtkRepro.Metrics;

namespace NtkRepro.Acceptance;

/// <summary>That runs which are to share a beginning or an end do.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class BeginningTests(SmokeRun smoke)
{
    // The logits come by another way, layer by layer together with their derivative.
    private const double Rounding = 1e-4;

    // In evaluation mode: the statistics of batch norm are estimated on the same images in both.
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void A_linearized_network_begins_as_the_parent_of_its_onset(string model)
    {
        var parent = Parent(model);
        foreach (var time in smoke.Parameters.Linearized.Times[model])
        {
            var start = smoke.Trajectory("linearized", model, ("time", $"{time:0.#}")).Points[0];

            Assert.Equal(0, start.Epoch);
            var expected = parent[(double)time];
            var allowed = Rounding * expected.Max(Math.Abs);
            Assert.All(expected.Zip(start.Logits), pair => Assert.Equal(pair.First, pair.Second, allowed));
        }
    }

    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Every_control_begins_as_the_parent_of_its_onset_and_they_end_apart(string model)
    {
        var parent = Parent(model);
        foreach (var time in smoke.Parameters.Linearized.Times[model])
        {
            var runs = smoke
                .Parameters.Linearized.Controls[model]
                .Select(c => smoke.Trajectory("control", model, ("time", $"{time:0.#}"), ("control", c)).Points)
                .ToList();

            Assert.All(runs, run => Assert.Equal(parent[(double)time], run[0].Logits));
            Assert.All(
                runs,
                run => Assert.Equal((0, smoke.Parameters.Linearized.Epochs), (run[0].Epoch, run[^1].Epoch))
            );
            Assert.Equal(runs.Count, runs.Select(run => string.Join(' ', run[^1].Logits)).Distinct().Count());
        }
    }

    // Between epochs the parent's logits are not recorded.
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void Children_begin_as_the_parent_of_their_time_and_end_apart(string model)
    {
        var parent = Parent(model);
        foreach (var time in smoke.Parameters.Spawn.Times[model])
        {
            var (first, second) = (Child(time, "1"), Child(time, "2"));

            Assert.Equal((double)time, first[0].Epoch);
            Assert.Equal(first[0].Logits, second[0].Logits);
            Assert.Equal(parent.GetValueOrDefault((double)time, first[0].Logits), first[0].Logits);
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
            .ToDictionary(r => (r.Time, r.Variant));
        foreach (var end in smoke.Table<CurveRow>(model, "barrier_curves").Where(c => c.Alpha is 0 or 1))
        {
            var child = children[(end.Time, $"{(end.Alpha == 1 ? end.ChildA : end.ChildB)}")];
            Assert.Equal(child.TestError, end.TestError, 12);
        }
    }

    // All are drawn in one plane, which puts equal logits in one place.
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void In_the_plane_of_principal_components_children_begin_on_the_parents_path(string model)
    {
        var points = smoke.Table<TrajectoryRow>(model, "trajectories").Where(p => p.Plane == "children").ToList();
        var extent = points.Max(p => Math.Abs(p.First));
        var parent = points.Where(p => p.Kind == "parent").ToDictionary(p => p.Epoch);
        foreach (var run in points.Where(p => p.Kind == "child").GroupBy(p => (p.Time, p.Variant)))
        {
            var start = run.MinBy(p => p.Epoch)!;
            Assert.Equal(run.Key.Time, start.Epoch);
            if (!double.IsInteger(start.Epoch))
                continue;
            Assert.Equal(parent[start.Epoch].First, start.First, Rounding * extent);
            Assert.Equal(parent[start.Epoch].Second, start.Second, Rounding * extent);
        }
    }

    private Dictionary<double, float[]> Parent(string model) =>
        smoke.Trajectory("parent", model).Points.ToDictionary(p => p.Epoch, p => p.Logits);
}
