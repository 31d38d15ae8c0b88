namespace NtkRepro.Metrics;

/// <summary>The barrier of one of several networks that differ in learning rate alone (paper.md, <c>rate</c>).</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Family">The one of them with the largest rate.</param>
/// <param name="Model">The network.</param>
/// <param name="LearningRate">η.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="TestErrorBarrier">At the first spawn time, a fraction.</param>
/// <param name="TrainErrorBarrier">The same on training images.</param>
/// <param name="Collapse">Epoch of the first spawn time from which the barrier is under the threshold; infinite where it never is.</param>
/// <param name="TrainError">The parent's training error at T.</param>
public sealed record RateRow(
    string Dataset,
    string Family,
    string Model,
    double LearningRate,
    int Seed,
    double TestErrorBarrier,
    double TrainErrorBarrier,
    double Collapse,
    double TrainError
);

/// <summary>What was measured of one network on one dataset that depends on its learning rate.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network's name.</param>
/// <param name="Parameters">What it is.</param>
/// <param name="Plateaus">What its parents reach.</param>
/// <param name="Pairs">Its children.</param>
public sealed record RatedNetwork(
    string Dataset,
    string Model,
    ModelParameters Parameters,
    IReadOnlyList<PlateauRow> Plateaus,
    IReadOnlyList<PairRow> Pairs
);

/// <summary>Puts networks of several learning rates side by side.</summary>
public static class RateTable
{
    /// <summary>The barriers of networks that differ in η alone. Networks that stand alone have no rows, and diverged runs are left out.</summary>
    /// <param name="networks">At most one of each dataset and name.</param>
    /// <param name="points">A barrier below this many points counts as none.</param>
    public static IReadOnlyList<RateRow> Of(IEnumerable<RatedNetwork> networks, double points) =>
        [
            .. networks
                .Where(n => n.Plateaus.Count > 0)
                .GroupBy(n => (n.Dataset, WidthTable.Shape(n.Parameters), n.Parameters.Multiplier))
                .Where(family => family.Select(RateOf).Distinct().Skip(1).Any())
                .SelectMany(family =>
                    family.OrderByDescending(RateOf).SelectMany(n => Rows(n, family.MaxBy(RateOf)!, points))
                ),
        ];

    private static double RateOf(RatedNetwork network) => network.Plateaus[0].LearningRate;

    private static IEnumerable<RateRow> Rows(RatedNetwork network, RatedNetwork largest, double points) =>
        from seed in network.Pairs.Where(p => !p.Diverged).GroupBy(p => p.Seed)
        let times = seed.GroupBy(p => p.Time).OrderBy(g => g.Key).ToList()
        let barriers = times.ToDictionary(g => g.Key, g => Estimate.Of(100 * g.Average(p => p.TestErrorBarrier)))
        select new RateRow(
            network.Dataset,
            largest.Model,
            network.Model,
            RateOf(network),
            seed.Key,
            times[0].Average(p => p.TestErrorBarrier),
            times[0].Average(p => p.TrainErrorBarrier),
            Passage.Below(barriers, points).Value,
            network.Plateaus.First(p => p.Seed == seed.Key).TrainError
        );
}
