using NtkRepro.Data;
using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Inserted;

/// <summary>Tables of networks of one run that differ in one thing alone, from its summary.</summary>
/// <param name="folder">The reference of a preset.</param>
internal sealed class VariantAnswers(string folder)
{
    public string Widths() =>
        MarkdownTable.Of(
            [
                "width, of the narrowest",
                "kernel velocity before epoch 1, per epoch",
                "from then to T",
                "advantage at the first onset, points",
                "at the last",
            ],
            Table
                .Read<WidthRow>(Path.Combine(folder, "summary", "widths.parquet"))
                .Where(r => double.IsFinite(r.Value))
                .GroupBy(r => (r.Dataset, r.Family, r.Multiplier))
                .OrderBy(g => g.Key)
                .Select(width =>
                {
                    var velocities = width.Where(r => r.Measure == "kernel_velocity").ToList();
                    var advantages = width.Where(r => r.Measure == "nonlinear_advantage").ToList();
                    return (IReadOnlyList<string>)
                        [
                            $"{NumberText.Time(width.Key.Multiplier)} ×",
                            OfSeeds(velocities.Where(r => r.Time < 1), 1),
                            OfSeeds(velocities.Where(r => r.Time >= 1), 1),
                            OfSeeds(advantages.Where(r => r.Time.Equals(advantages.Min(a => a.Time))), 100),
                            OfSeeds(advantages.Where(r => r.Time.Equals(advantages.Max(a => a.Time))), 100),
                        ];
                })
        );

    public string Rates() =>
        MarkdownTable.Of(
            [
                "η",
                "network",
                "barrier at the first spawn time, points",
                "on training images",
                "gone from epoch, each seed",
                "training error at T, %",
            ],
            Table
                .Read<RateRow>(Path.Combine(folder, "summary", "rates.parquet"))
                .GroupBy(r => (r.Dataset, r.Family, r.LearningRate, r.Model))
                .OrderBy(g => g.Key.Dataset, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Family, StringComparer.Ordinal)
                .ThenByDescending(g => g.Key.LearningRate)
                .Select(rate =>
                    (IReadOnlyList<string>)
                        [
                            NumberText.Exact(rate.Key.LearningRate),
                            $"`{rate.Key.Model}`",
                            OfSeeds(rate.Select(r => 100 * r.TestErrorBarrier), 100),
                            OfSeeds(rate.Select(r => 100 * r.TrainErrorBarrier), 100),
                            string.Join(
                                ", ",
                                rate.OrderBy(r => r.Seed)
                                    .Select(r => double.IsInfinity(r.Collapse) ? "never" : NumberText.Time(r.Collapse))
                            ),
                            OfSeeds(rate.Select(r => 100 * r.TrainError), 100),
                        ]
                )
        );

    // A seed's values are averaged first, so that the range is over seeds alone.
    private static string OfSeeds(IEnumerable<WidthRow> rows, double factor) =>
        OfSeeds(rows.GroupBy(r => r.Seed).Select(seed => factor * seed.Select(r => r.Value).Order().Average()), factor);

    private static string OfSeeds(IEnumerable<double> values, double factor) =>
        values.ToList() is { Count: > 0 } all ? NumberText.Of(CurvePoints.Of(0, all), factor) : "–";
}
