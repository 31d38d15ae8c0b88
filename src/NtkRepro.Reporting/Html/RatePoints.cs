using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Html;

/// <summary>The points of the figure that compares networks of several learning rates.</summary>
/// <param name="rows">Its table.</param>
internal sealed class RatePoints(IReadOnlyList<RateRow> rows)
{
    private static readonly Quantity Rate = new("learning rate η", Scale: Scale.Logarithmic);

    /// <summary>The curves of a panel; null where the panel is none of this figure's.</summary>
    /// <param name="title">The panel's title.</param>
    public PanelPoints? Curves(string title)
    {
        var (barrier, time) = (new Quantity("error barrier", " points"), new Quantity("spawn time", " epochs"));
        return title switch
        {
            "Barrier of children spawned first" => Of(
                barrier,
                (", test", r => 100 * r.TestErrorBarrier),
                (", training", r => 100 * r.TrainErrorBarrier)
            ),
            "When the barrier is gone" => Of(time, ("", r => r.Collapse)),
            _ => null,
        };
    }

    private PanelPoints Of(Quantity y, params (string Suffix, Func<RateRow, double> Value)[] curves) =>
        new(
            Rate,
            y,
            [
                .. from family in rows.GroupBy(r => (r.Dataset, r.Family)).OrderBy(g => g.Key)
                from curve in curves
                select PanelPoints.Curve(
                    $"{family.Key.Family} on {family.Key.Dataset}{curve.Suffix}",
                    family,
                    (Rate, r => r.LearningRate),
                    (y, curve.Value),
                    at => string.Join(", ", at.Select(r => r.Model).Distinct(StringComparer.Ordinal))
                ),
            ]
        );
}
