using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

public sealed class CorrelationsTests
{
    private const int Resamples = 500;

    // Ranks 1 2 3 4 5 and 1 3 2 5 4: Spearman 1 − 6 · 4 / (5 · 24) = 0.8.
    // Values 0 … 4 and 0 2 1 4 3: the same, as these are ranks too.
    [Fact]
    public void Both_correlations_are_known_of_ranks()
    {
        var row = Single(Series("a", 0, 1, 2, 3, 4), Series("b", 0, 2, 1, 4, 3));

        Assert.Equal(("a", "b", 5), (row.MeasureA, row.MeasureB, row.Points));
        Assert.Equal(0.8, row.Pearson, 1e-12);
        Assert.Equal(0.8, row.Spearman, 1e-12);
        Assert.True(row.PearsonLow <= 0.8 && row.PearsonHigh >= 0.8);
        Assert.True(row.SpearmanLow <= 0.8 && row.SpearmanHigh >= 0.8);
        Assert.InRange(row.SpearmanHigh, 0.8, 1);
    }

    [Fact]
    public void Spearman_sees_order_where_pearson_sees_a_line()
    {
        var row = Single(Series("x", 1, 2, 3, 4), Series("y", -1, -8, -27, -64));

        Assert.Equal(-1, row.Spearman, 1e-12);
        // Centred, x is (−3, −1, 1, 3) / 2 and y is (24, 17, −2, −39).
        Assert.Equal(-104 / Math.Sqrt(5 * 2390), row.Pearson, 1e-12);
        // Whatever is drawn is monotone.
        Assert.Equal((-1, -1), (Math.Round(row.SpearmanLow, 9), Math.Round(row.SpearmanHigh, 9)));
    }

    [Fact]
    public void A_linear_relation_is_certain()
    {
        var row = Single(Series("x", 1, 5, 2, 4), Series("y", 7, 15, 9, 13));

        Assert.Equal(1, row.Pearson, 1e-12);
        Assert.Equal(1, row.PearsonLow, 1e-9);
    }

    [Fact]
    public void Measures_are_joined_on_seed_and_time()
    {
        MeasureRow[] rows =
        [
            new("a", 0, 1, 10),
            new("a", 0, 2, 20),
            new("a", 1, 1, 30),
            new("b", 1, 1, 3),
            new("b", 0, 2, 2),
            new("b", 1, 2, 9),
        ];

        Assert.Equal(
            [(0, 2, 20, 2), (1, 1, 30, 3)],
            Correlations.Joined(rows, "a", "b").Select(j => (j.Seed, j.Time, j.First, j.Second))
        );
    }

    [Fact]
    public void Fewer_than_four_points_and_constant_measures_have_no_correlation()
    {
        var few = Single(Series("a", 1, 2, 3), Series("b", 3, 2, 1));
        var constant = Single(Series("a", 1, 2, 3, 4), Series("b", 2, 2, 2, 2));

        foreach (var row in new[] { few, constant })
        {
            double[] numbers =
            [
                row.Pearson,
                row.PearsonLow,
                row.PearsonHigh,
                row.Spearman,
                row.SpearmanLow,
                row.SpearmanHigh,
            ];
            Assert.All(numbers, n => Assert.Equal(double.NaN, n));
        }
        Assert.Equal(3, few.Points);
    }

    [Fact]
    public void Every_two_measures_are_compared_once_and_alike_each_time()
    {
        MeasureRow[] rows = [.. Series("c", 1, 2, 4, 3), .. Series("a", 4, 1, 2, 3), .. Series("b", 2, 4, 1, 3)];

        var table = Correlations.Of(rows, Resamples);

        Assert.Equal([("c", "a"), ("c", "b"), ("a", "b")], table.Select(r => (r.MeasureA, r.MeasureB)));
        Assert.Equal(table, Correlations.Of(rows, Resamples));
    }

    private static CorrelationRow Single(MeasureRow[] one, MeasureRow[] other) =>
        Assert.Single(Correlations.Of([.. one, .. other], Resamples));

    private static MeasureRow[] Series(string measure, params double[] values) =>
        [.. values.Select((v, t) => new MeasureRow(measure, 0, t, v, double.NaN, double.NaN))];
}
