using NtkRepro.Pipeline;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>Draws all runs of one parent in the plane of the principal components of their logits on the probes.</summary>
public static class Trajectories
{
    private const int Components = 5;

    /// <summary>Where each run is after each epoch, and how much each component explains, seed by seed.</summary>
    /// <param name="files">The trajectories of parents, children and linearized runs, by kind. Those of diverged runs are left out.</param>
    /// <param name="rates">What is trained at which learning rate.</param>
    public static (IReadOnlyList<TrajectoryRow> Points, IReadOnlyList<ComponentRow> Components) Measure(
        IEnumerable<(string Kind, InputFile File)> files,
        RateSet rates
    )
    {
        var rows = new List<TrajectoryRow>();
        var components = new List<ComponentRow>();
        foreach (var seed in files.GroupBy(f => (int)f.File.AxisNumber("seed")))
        {
            var points = seed.SelectMany(f => Points(f.Kind, f.File, rates)).ToList();
            if (points.Count < Components)
                continue;
            using var scope = NewDisposeScope();
            var size = points[0].Logits.Length;
            var logits = tensor(points.SelectMany(p => p.Logits).ToArray(), [points.Count, size]);
            var pca = TrajectoryPca.Of(logits, Components);
            rows.AddRange(points.Zip(pca.Scores, (p, s) => p.Row with { First = s[0], Second = s[1] }));
            components.AddRange(pca.Shares.Select((share, i) => new ComponentRow(seed.Key, i + 1, share)));
        }
        return (rows, components);
    }

    private static IEnumerable<(TrajectoryRow Row, float[] Logits)> Points(string kind, InputFile file, RateSet rates)
    {
        var run = RunRows.Identify(kind, file, rates);
        var points = Trajectory.Load(file.Path).Points;
        if (points.Any(p => !p.Logits.All(float.IsFinite)))
            return [];
        return points.Select(p =>
            (new TrajectoryRow(kind, run.Seed, run.Time, run.Rate, run.Child, p.Epoch, 0, 0), p.Logits)
        );
    }
}
