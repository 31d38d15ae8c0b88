using NtkRepro.Figures;

namespace NtkRepro.Reporting.Html;

/// <summary>A panel in words, for those who cannot see it.</summary>
internal static class PanelWords
{
    private const int MostTold = 8;

    /// <summary>What the panel shows, from the values that it is drawn from.</summary>
    public static string Of(Panel panel)
    {
        if (!panel.HasData)
            return "Not measured.";
        var told = panel.Items.Where(i => !i.IsHidden).Select(item => Told(panel, item)).Where(t => t.Length > 0);
        var axes = panel.Items.Any(i => i is HeatMap) ? "" : $"{panel.Y.Quantity} against {panel.X.Quantity}. ";
        return axes + string.Join(' ', told);
    }

    private static string Told(Panel panel, PanelItem item)
    {
        var text = item switch
        {
            Curve curve => Told(panel, [.. panel.Shown(curve.Points).Select(p => (p.X, p.Mean))]),
            Dots dots => Told(panel, [.. dots.Points.Select(p => (p.X, p.Y))]),
            RunPath path => $"{path.Points.Count} points",
            Level level => $"at {panel.Y.Text(level.Values.Order().Average())}",
            Place place => $"at {panel.X.Text(place.X)}",
            HeatMap map =>
                $"{map.Label}: a heat map of {map.Cells.Count} cells, from {Numbers.Text(map.Cells.Min(c => c.Value))} to {Numbers.Text(map.Cells.Max(c => c.Value))}",
            _ => "",
        };
        if (text.Length == 0)
            return "";
        return item.Name.Length == 0 ? $"{text}." : $"{item.Name}: {text}.";
    }

    private static string Told(Panel panel, List<(double X, double Y)> points)
    {
        if (points.Count <= MostTold)
            return string.Join(", ", points.Select(At));
        return $"from {At(points[0])} to {At(points[^1])}; least {panel.Y.Text(points.Min(p => p.Y))}, "
            + $"greatest {panel.Y.Text(points.Max(p => p.Y))}; {points.Count} points";

        string At((double X, double Y) p) => $"{panel.Y.Text(p.Y)} at {panel.X.Text(p.X)}";
    }
}
