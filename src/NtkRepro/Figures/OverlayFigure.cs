namespace NtkRepro.Figures;

/// <summary>One of several curves in a panel.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Where it goes.</param>
public sealed record OverlayCurve(string Name, IReadOnlyList<CurvePoint> Points);

/// <summary>A panel in which the same quantity of several runs lies one over the other.</summary>
/// <param name="Title">What is measured, and of which network.</param>
/// <param name="XLabel">The horizontal axis, with its unit.</param>
/// <param name="YLabel">The vertical axis, with its unit.</param>
/// <param name="XScale">How numbers lie on the horizontal axis.</param>
/// <param name="YScale">How they lie on the vertical one.</param>
/// <param name="Curves">A curve for each run.</param>
public sealed record OverlayPanel(
    string Title,
    string XLabel,
    string YLabel,
    Scale XScale,
    Scale YScale,
    IReadOnlyList<OverlayCurve> Curves
);

/// <summary>Draws panels of curves that lie one over the other.</summary>
public static class OverlayFigure
{
    private const int Columns = 3;

    /// <summary>Saves the panels as one figure, in the three files of <see cref="FigureFile"/>.</summary>
    /// <param name="path">The SVG to write.</param>
    /// <param name="panels">At least one.</param>
    public static void Save(string path, IReadOnlyList<OverlayPanel> panels) =>
        FigureFile.Save(path, new Figure(Columns, [.. panels.Select(PanelOf)]));

    private static Panel PanelOf(OverlayPanel overlay)
    {
        var panel = new Panel(overlay.Title, overlay.XLabel, overlay.YLabel, overlay.XScale, overlay.YScale);
        foreach (var (i, curve) in overlay.Curves.Index())
            panel.Curve(curve.Points, Theme.Series(i), curve.Name);
        return panel;
    }
}
