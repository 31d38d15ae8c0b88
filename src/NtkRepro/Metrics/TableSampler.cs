using NtkRepro.Data;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>How many images the test errors were measured on.</summary>
/// <param name="Test">Those of runs.</param>
/// <param name="Barrier">Those of points between two children.</param>
public sealed record ImageCounts(int Test, int Barrier);

/// <summary>
/// Draws the tables that another sample would have given, for the intervals of claims: seeds are drawn with replacement,
/// and each test error anew from its binomial distribution.
/// </summary>
/// <remarks>
/// Errors are drawn independently although they come from the same images, so the intervals of differences and ratios
/// are wider than they need be. With one seed they speak of the choice of test images alone, not of that of the seed.
/// Only tables that claims read are drawn; rows of diverged runs, which claims leave out, are gone.
/// </remarks>
internal sealed class TableSampler
{
    private static readonly MetricTables Nothing = new([], [], [], [], [], [], [], [], []);

    private readonly ImageCounts? images;
    private readonly ILookup<int, RunRow> runs;
    private readonly ILookup<int, OnsetRow> onsets;
    private readonly ILookup<int, KernelVelocityRow> velocities;
    private readonly ILookup<int, (PairRow Pair, BarrierSampler? Sampler)> pairs;
    private readonly Dictionary<double, BinomialSampler> samplers = [];

    /// <param name="tables">What was measured.</param>
    /// <param name="images">Null to keep the test errors as they are.</param>
    public TableSampler(MetricTables tables, ImageCounts? images)
    {
        this.images = images;
        runs = tables.Runs.Where(r => r.Outcome == Outcomes.Trained).ToLookup(r => r.Seed);
        onsets = tables.Onsets.Where(o => !o.Diverged).ToLookup(o => o.Seed);
        velocities = tables.KernelVelocities.ToLookup(v => v.Seed);
        var curves = tables.BarrierCurves.ToLookup(c => (c.Seed, c.Time, c.Rate, c.ChildA, c.ChildB));
        pairs = tables
            .Barriers.Where(p => !p.Diverged)
            .Select(p => (Pair: p, BarrierSampler.Of(curves[(p.Seed, p.Time, p.Rate, p.ChildA, p.ChildB)], images)))
            .ToLookup(p => p.Pair.Seed);
        Seeds =
        [
            .. runs.Select(g => g.Key)
                .Concat(onsets.Select(g => g.Key))
                .Concat(velocities.Select(g => g.Key))
                .Concat(pairs.Select(g => g.Key))
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>The seeds that there are.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>Other tables; a seed drawn twice stands in them as two.</summary>
    public MetricTables Draw(CounterRandom random)
    {
        var (drawnRuns, drawnOnsets) = (new List<RunRow>(), new List<OnsetRow>());
        var (drawnPairs, drawnVelocities) = (new List<PairRow>(), new List<KernelVelocityRow>());
        for (var seed = 0; seed < Seeds.Count; seed++)
        {
            var drawn = Seeds[random.NextBelow(Seeds.Count)];
            drawnRuns.AddRange(runs[drawn].Select(r => r with { Seed = seed, TestError = Error(r.TestError, random) }));
            drawnOnsets.AddRange(onsets[drawn].Select(o => Draw(o, random) with { Seed = seed }));
            drawnPairs.AddRange(
                pairs[drawn]
                    .Select(p =>
                        p.Pair with
                        {
                            Seed = seed,
                            TestErrorBarrier = p.Sampler?.Next(random) ?? p.Pair.TestErrorBarrier,
                        }
                    )
            );
            drawnVelocities.AddRange(velocities[drawn].Select(v => v with { Seed = seed }));
        }
        return Nothing with
        {
            Runs = drawnRuns,
            Barriers = drawnPairs,
            Onsets = drawnOnsets,
            KernelVelocities = drawnVelocities,
        };
    }

    private OnsetRow Draw(OnsetRow onset, CounterRandom random)
    {
        if (images is null)
            return onset;
        var (ntk, twin) = (Error(onset.NtkError, random), Error(onset.TwinError, random));
        return onset with { NtkError = ntk, TwinError = twin, NonlinearAdvantage = ntk - twin };
    }

    private double Error(double rate, CounterRandom random)
    {
        if (images is null)
            return rate;
        if (!samplers.TryGetValue(rate, out var sampler))
            samplers[rate] = sampler = new BinomialSampler(images.Test, rate);
        return sampler.Next(random);
    }
}
