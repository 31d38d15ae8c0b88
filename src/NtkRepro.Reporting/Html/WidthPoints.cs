using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Html;

/// <summary>The points of the figure that compares networks of several widths.</summary>
/// <param name="rows">Its table.</param>
internal sealed class WidthPoints(IReadOnlyList<WidthRow> rows)
{
    private const string Title = "Nonlinear advantage";
    private const double Early = 1;

    /// <summary>The curves of a panel; null where the panel is none of this figure's.</summary>
    /// <param name="title">The panel's title.</param>
    public PanelPoints? Curves(string title)
    {
        if (title == "Kernel velocity before epoch 1")
            return Velocity();
        var families = Families("nonlinear_advantage");
        if (families.Count == 1 && title == Title)
            return Advantage(families[0].Rows);
        var own = families.FindAll(f => title == $"{Title}, {f.Name}");
        return own is [var family] ? Advantage(family.Rows) : null;
    }

    private PanelPoints Velocity()
    {
        var (x, y) = (
            new Quantity("width", " ×", Scale: Scale.Logarithmic),
            new Quantity("mean velocity", " per epoch")
        );
        var families = Families("kernel_velocity");
        return new PanelPoints(x, y, families.ConvertAll(f => Of(families.Count > 1 ? f.Name : "", f.Rows)));

        // A seed's velocities are first averaged over time.
        PointSeries Of(string name, List<WidthRow> family) =>
            PanelPoints.Curve(
                name,
                family
                    .GroupBy(r => (r.Multiplier, r.Seed))
                    .Select(g => (g.Key.Multiplier, Mean: g.Select(r => r.Value).Order().Average())),
                (x, s => s.Multiplier),
                (y, s => s.Mean),
                _ => ""
            );
    }

    private static PanelPoints Advantage(IEnumerable<WidthRow> family)
    {
        var (x, y) = (
            new Quantity("onset time", " epochs", Scale.Time),
            new Quantity("nonlinear advantage", " points")
        );
        return new PanelPoints(
            x,
            y,
            [
                .. family
                    .GroupBy(r => r.Multiplier)
                    .OrderBy(g => g.Key)
                    .Select(g =>
                        PanelPoints.Curve(
                            $"width {Numbers.Text(g.Key)}×",
                            g,
                            (x, r => r.Time),
                            (y, r => 100 * r.Value),
                            _ => ""
                        )
                    ),
            ]
        );
    }

    private List<(string Name, List<WidthRow> Rows)> Families(string measure) =>
        [
            .. rows.Where(r => r.Measure == measure)
                .Where(r => measure != "kernel_velocity" || (r.Time < Early && double.IsFinite(r.Value)))
                .GroupBy(r => (r.Dataset, r.Family))
                .OrderBy(g => g.Key)
                .Select(g => ($"{g.Key.Family} on {g.Key.Dataset}", g.ToList())),
        ];
}
