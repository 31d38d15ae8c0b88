using NtkRepro.Pipeline;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>
/// Draws runs in planes of the principal components of their logits on the probes: one plane for a parent and its children, another for the
/// linearized runs, so that each shows as much as a plane can of the runs in it.
/// </summary>
internal static class Trajectories
{
    private const int Components = 5;

    /// <summary>The planes, and the kinds of runs that are drawn in each.</summary>
    private static readonly (string Plane, string[] Kinds)[] Planes =
    [
        ("children", ["parent", "child"]),
        ("linearized", ["linearized"]),
    ];

    /// <summary>Where each run is after each epoch, and how much each component explains, seed by seed.</summary>
    /// <param name="context">The stage. Diverged runs are left out.</param>
    public static (IReadOnlyList<TrajectoryRow> Points, IReadOnlyList<ComponentRow> Components) Measure(
        StageContext context
    )
    {
        var rows = new List<TrajectoryRow>();
        var components = new List<ComponentRow>();
        foreach (var (plane, kinds) in Planes)
        {
            var files = RunFile.All(context, "trajectory.safetensors", kinds);
            foreach (var seed in files.GroupBy(f => f.Seed))
            {
                var points = seed.SelectMany(f => Points(plane, f)).ToList();
                if (points.Count < Components)
                    continue;
                using var scope = NewDisposeScope();
                var size = points[0].Logits.Length;
                var logits = tensor(points.SelectMany(p => p.Logits).ToArray(), [points.Count, size]);
                var pca = TrajectoryPca.Of(logits, Components);
                rows.AddRange(points.Zip(pca.Scores, (p, s) => p.Row with { First = s[0], Second = s[1] }));
                components.AddRange(pca.Shares.Select((share, i) => new ComponentRow(plane, seed.Key, i + 1, share)));
            }
        }
        return (rows, components);
    }

    private static IEnumerable<(TrajectoryRow Row, float[] Logits)> Points(string plane, RunFile file)
    {
        var points = Trajectory.Load(file.Path).Points;
        if (points.Any(p => !p.Logits.All(float.IsFinite)))
            return [];
        return points.Select(p =>
            (new TrajectoryRow(plane, file.Kind, file.Seed, file.Time, file.Variant, p.Epoch, 0, 0), p.Logits)
        );
    }
}
