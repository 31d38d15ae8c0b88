using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>What was measured of one network on one dataset that depends on its width.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network's name.</param>
/// <param name="Parameters">What it is.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Velocities">Of its kernels.</param>
/// <param name="Onsets">Its linearized runs.</param>
public sealed record SizedNetwork(
    string Dataset,
    string Model,
    ModelParameters Parameters,
    IReadOnlyList<RunRow> Runs,
    IReadOnlyList<KernelVelocityRow> Velocities,
    IReadOnlyList<OnsetRow> Onsets
);

/// <summary>Puts networks of several widths side by side (paper.md, <c>width</c>).</summary>
public static class WidthTable
{
    /// <summary>
    /// Kernel velocities and the nonlinear advantage of networks that differ in their multiplier
    /// alone, dataset by dataset. Networks that stand alone have no rows, and diverged parents and runs are left out.
    /// </summary>
    /// <param name="networks">At most one of each dataset and name.</param>
    public static IReadOnlyList<WidthRow> Of(IEnumerable<SizedNetwork> networks) =>
        [
            .. networks
                .GroupBy(n => (n.Dataset, Shape(n.Parameters), n.Parameters.LearningRate))
                .Where(family => family.DistinctBy(n => n.Parameters.Multiplier).Skip(1).Any())
                .SelectMany(family => Rows(family.MinBy(n => n.Parameters.Multiplier)!, family)),
        ];

    private static IEnumerable<WidthRow> Rows(SizedNetwork narrowest, IEnumerable<SizedNetwork> family)
    {
        foreach (var network in family)
        {
            var diverged = network
                .Runs.Where(r => r.Kind == "parent" && r.Outcome != Outcomes.Trained)
                .Select(r => r.Seed)
                .ToHashSet();
            foreach (var v in network.Velocities.Where(v => !diverged.Contains(v.Seed)))
                yield return Row(network, "kernel_velocity", v.Seed, v.Time, v.Velocity);
            foreach (var o in network.Onsets.Where(o => !o.Diverged))
                yield return Row(network, "nonlinear_advantage", o.Seed, o.Time, o.NonlinearAdvantage);
        }

        WidthRow Row(SizedNetwork network, string measure, int seed, double time, double value) =>
            new(
                network.Dataset,
                narrowest.Model,
                network.Parameters.Multiplier / narrowest.Parameters.Multiplier,
                measure,
                seed,
                time,
                value
            );
    }

    /// <summary>All that makes a network but its multiplier and its learning rate.</summary>
    internal static string Shape(ModelParameters model) =>
        $"{model.Kind} {string.Join(',', model.Widths)} {model.Depth} {model.Width} {model.Norm} {model.Initialisation}";
}
