using System.Globalization;
using NtkRepro.Metrics;
using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>One measure against another, a point for each seed and time, which stands beside it.</summary>
internal static class Scatter
{
    /// <summary>The panel; its title says Spearman's correlation and over how many points it is taken.</summary>
    /// <param name="tables">Where the measures are.</param>
    /// <param name="title">The panel's title.</param>
    /// <param name="x">The measure of the horizontal axis, its label, and the unit's factor.</param>
    /// <param name="y">The same vertically.</param>
    public static Panel Panel(
        FigureTables tables,
        string title,
        (string Measure, string Label, double Factor) x,
        (string Measure, string Label, double Factor) y
    )
    {
        var joined = Correlations
            .Joined(tables.Measures.Where(m => double.IsFinite(m.Value)), x.Measure, y.Measure)
            .OrderBy(p => (p.Time, p.Seed))
            .ToList();
        var rank = Correlations.Spearman(joined);
        var found = double.IsFinite(rank)
            ? string.Create(CultureInfo.InvariantCulture, $", ρ = {rank:0.00}, n = {joined.Count}").Replace('-', '−')
            : $", n = {joined.Count}";
        var panel = new Panel(title + (joined.Count == 0 ? "" : found), x.Label, y.Label);
        if (joined.Count == 0)
            return panel;
        panel.Zero();
        var style = Theme.Series(0);
        double[] xs = [.. joined.Select(p => x.Factor * p.First)];
        double[] ys = [.. joined.Select(p => y.Factor * p.Second)];
        var dots = panel.Plot.Add.ScatterPoints(xs, ys, style.Color);
        (dots.MarkerShape, dots.MarkerSize) = (style.Marker, Theme.MarkerSize);
        var room = new LabelRoom(xs, ys);
        foreach (var (i, point) in joined.Index())
            Label(panel.Plot, room, Theme.Text(point.Time), xs[i], ys[i]);
        panel.Note("Numbers beside points: epochs, where there is room. ρ: Spearman's rank correlation over n points.");
        panel.HasData = true;
        return panel;
    }

    // Beside its point, on the side where there is room; where there is none on either, the point goes without.
    private static void Label(Plot plot, LabelRoom room, string time, double x, double y)
    {
        var width = FigureFont.Width(time, Theme.LegendSize);
        foreach (var side in (int[])[1, -1])
        {
            if (!room.TryTake(x, y, side, width))
                continue;
            var label = plot.Add.Text(time, x, y);
            label.OffsetX = side * LabelRoom.Distance;
            (label.LabelAlignment, label.LabelFontSize, label.LabelFontColor) = (
                side > 0 ? Alignment.MiddleLeft : Alignment.MiddleRight,
                Theme.LegendSize,
                Theme.Aside
            );
            return;
        }
    }

    /// <summary>Where labels are taken to lie in a panel whose axes fit its points; all that is needed is that they do not overlap.</summary>
    private sealed class LabelRoom
    {
        public const float Distance = 6;

        // The least that a panel of this figure leaves for its data, pixels.
        private const double Width = 330;
        private const double Height = 200;

        private readonly double perX;
        private readonly double perY;
        private readonly (double Left, double Right) edges;
        private readonly List<(double Left, double Right, double Middle)> taken = [];

        public LabelRoom(double[] xs, double[] ys)
        {
            (perX, perY) = (Width / Span(xs), Height / Span([.. ys, 0]));
            // The axes end a little beyond the points.
            edges = ((xs.Min() * perX) - 9, (xs.Max() * perX) + 9);
            taken.AddRange(xs.Zip(ys, (x, y) => ((x * perX) - 4, (x * perX) + 4, y * perY)));
        }

        public bool TryTake(double x, double y, int side, float width)
        {
            var near = (x * perX) + (side * Distance);
            var (left, right) = side > 0 ? (near, near + width) : (near - width, near);
            var middle = y * perY;
            if (left < edges.Left || right > edges.Right)
                return false;
            if (taken.Exists(t => t.Left < right + 3 && left - 1 < t.Right && Math.Abs(t.Middle - middle) < 15))
                return false;
            taken.Add((left, right, middle));
            return true;
        }

        private static double Span(double[] values) => Math.Max(values.Max() - values.Min(), 1e-9);
    }
}
