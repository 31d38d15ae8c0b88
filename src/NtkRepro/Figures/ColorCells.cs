using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>Cells of a matrix, each a rectangle in the colour of its value: a picture of pixels would be blurred where it is enlarged.</summary>
/// <param name="colors">From the least value of the range to the greatest.</param>
/// <param name="low">The least value.</param>
/// <param name="high">The greatest.</param>
internal sealed class ColorCells(IColormap colors, double low, double high)
{
    // Neighbours overlap by this much, in pixels, so that no light falls between them.
    private const float Overlap = 1;

    // Values that are all the same have the first colour.
    private readonly ScottPlot.Range range = new(low, high > low ? high : low + 1);

    /// <summary>Draws a cell.</summary>
    public void Draw(Plot plot, CoordinateRect place, double value) =>
        Fill(plot, place, colors.GetColor(range.Normalize(value, clamp: true)));

    /// <summary>Draws a cell in a colour of its own.</summary>
    public static void Fill(Plot plot, CoordinateRect place, Color color)
    {
        var cell = plot.Add.Rectangle(place);
        (cell.FillColor, cell.LineColor, cell.LineWidth) = (color, color, Overlap);
    }

    /// <summary>Adds the bar that says which colour is which value.</summary>
    /// <param name="plot">Where the cells are.</param>
    /// <param name="label">What the values are.</param>
    public void AddBar(Plot plot, string label)
    {
        var bar = new ColorStrip(colors, range.Min, range.Max);
        bar.Axis.TickGenerator = LinearTicks.New();
        bar.Axis.TickLabelStyle.FontSize = Theme.TickSize;
        (bar.Axis.LabelText, bar.Axis.LabelFontSize, bar.Axis.LabelBold) = (label, Theme.LabelSize, false);
        plot.Axes.AddPanel(bar);
    }
}
