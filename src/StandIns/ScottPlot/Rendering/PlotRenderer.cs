namespace ScottPlot.Rendering;

/// <summary>Finds the limits, arranges the panels around the data area and draws everything in order.</summary>
internal static class PlotRenderer
{
    public static void Render(Plot plot, SvgDocument svg, PixelRect figure)
    {
        plot.Axes.FitUnset();
        var layout = FigureLayout.Arrange(plot.Axes.Panels, figure);
        RenderPack rp = new(svg, figure, layout.DataRect, plot.Axes.X, plot.Axes.Y);

        svg.Rectangle(figure, Colors.White);
        svg.BeginClip(rp.DataRect);
        plot.Grid.Render(rp);
        foreach (var plottable in plot.PlottableList)
            plottable.Render(rp);
        svg.EndGroup();
        foreach (var (panel, size, offset) in layout.Panels)
            panel.Render(rp, size, offset);
        plot.Legend.Render(rp);
    }
}
