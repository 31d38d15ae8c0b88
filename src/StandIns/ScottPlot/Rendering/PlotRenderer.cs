namespace ScottPlot.Rendering;

/// <summary>Finds the limits, arranges the panels around the data area and draws everything in order.</summary>
internal static class PlotRenderer
{
    public static void Render(Plot plot, SvgDocument svg, PixelRect figure)
    {
        plot.Axes.ScaleUnsetAxes();
        var layout = FigureLayout.Arrange(plot.Axes.GetPanels(), figure);
        RenderPack rp = new(plot, figure, svg) { DataRect = layout.DataRect };

        svg.Rectangle(figure, plot.FigureBackground.FillStyle);
        svg.Rectangle(rp.DataRect, plot.DataBackground.FillStyle);

        var plottables = plot.PlottableList.Where(plottable => plottable.IsVisible).ToArray();
        svg.BeginClip(rp.DataRect);
        plot.Grid.Render(rp);
        foreach (var plottable in plottables)
        {
            plottable.Axes.DataRect = rp.DataRect;
            plottable.Render(rp);
        }

        svg.EndGroup();
        foreach (var (panel, size, offset) in layout.Panels)
            panel.Render(rp, size, offset);
        foreach (var plottable in plottables)
            plottable.RenderLast(rp);
        plot.Legend.Render(rp);
    }
}
