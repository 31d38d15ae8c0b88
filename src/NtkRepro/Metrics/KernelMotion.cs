using NtkRepro.Kernels;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>How the parent's kernel moves: <c>kernel_distance</c> and <c>kernel_velocity</c> of paper.md.</summary>
public static class KernelMotion
{
    /// <summary>The distances between all pairs of times, and the velocities along the grid, of each seed.</summary>
    /// <param name="kernels">The outputs of the kernel stage of one model.</param>
    /// <param name="grid">The times between which velocities are taken.</param>
    /// <param name="rateAt">The parent's learning rate at a time in epochs.</param>
    public static (IReadOnlyList<KernelDistanceRow> Distances, IReadOnlyList<KernelVelocityRow> Velocities) Measure(
        IReadOnlyList<InputFile> kernels,
        IReadOnlyList<decimal> grid,
        Func<double, double> rateAt
    )
    {
        var distances = new List<KernelDistanceRow>();
        var velocities = new List<KernelVelocityRow>();
        foreach (var group in kernels.GroupBy(k => (int)k.AxisNumber("seed")))
        {
            using var scope = NewDisposeScope();
            var line = group.OrderBy(k => k.AxisNumber("time")).Select(Load).ToList();
            for (var i = 0; i < line.Count; i++)
            {
                for (var j = i; j < line.Count; j++)
                    distances.Add(
                        new KernelDistanceRow(group.Key, line[i].Time, line[j].Time, Cosine(line[i], line[j]))
                    );
            }
            var points = line.Where(k => grid.Contains(k.Nominal)).ToList();
            foreach (var (now, next) in points.Zip(points.Skip(1)))
            {
                var interval = next.Time - now.Time;
                var (velocity, rate) = (Cosine(now, next) / interval, rateAt(now.Time));
                velocities.Add(new KernelVelocityRow(group.Key, now.Time, interval, velocity, rate, velocity / rate));
            }
        }
        return (distances, velocities);
    }

    private static double Cosine(TimedKernel a, TimedKernel b) => TangentKernel.Distance(a.Kernel, b.Kernel);

    // Time is where the nearest whole step lies; Nominal is the time asked for.
    private static TimedKernel Load(InputFile file)
    {
        var stored = KernelFile.Load(file.Path);
        var kernel = stored.Kernel.to_type(ScalarType.Float64);
        return new TimedKernel(file.AxisNumber("time"), stored.Epoch, kernel);
    }

    private sealed record TimedKernel(decimal Nominal, double Time, Tensor Kernel);
}
