namespace ScottPlot.Rendering;

/// <summary>Where the items of a legend lie within its box: left edge and vertical middle of each, in pixels.</summary>
internal sealed record LegendFlow(
    (float Width, float Height) Size,
    IReadOnlyList<(LegendItem Item, float X, float Middle)> Items
)
{
    private const float GapX = 14;
    private const float GapY = 4;

    // Between the edge of the box and its items.
    private const float PaddingX = 10;
    private const float PaddingY = 5;

    /// <summary>Arranges items in equal cells: down columns, or along rows, as many as the space allows.</summary>
    public static LegendFlow Arrange(Legend legend, LegendItem[] items, float width, float height)
    {
        if (items.Length == 0)
            return new((0, 0), []);

        var labels = items.Select(item => TextMetrics.Measure(item.LabelText, item.LabelStyle)).ToArray();
        var cellHeight = Math.Max(labels.Max(label => label.Height), Legend.SymbolHeight);
        var cellWidth = legend.SymbolWidth + legend.SymbolPadding + labels.Max(label => label.Width);
        var vertical = legend.IsVertical;
        var fit = vertical
            ? (height - (2 * PaddingY) + GapY) / (cellHeight + GapY)
            : (width - (2 * PaddingX) + GapX) / (cellWidth + GapX);
        var perLine = Math.Clamp((int)fit, 1, items.Length);

        // Lines of nearly equal length look better than a full one and a rest.
        var lines = (items.Length + perLine - 1) / perLine;
        perLine = (items.Length + lines - 1) / lines;
        var (columns, rows) = vertical ? (lines, perLine) : (perLine, lines);

        var placed = items.Select(
            (item, i) =>
            {
                var (column, row) = vertical ? (i / perLine, i % perLine) : (i % perLine, i / perLine);
                var x = PaddingX + (column * (cellWidth + GapX));
                var y = PaddingY + (row * (cellHeight + GapY));
                return (item, x, y + (cellHeight / 2));
            }
        );
        var boxWidth = (columns * (cellWidth + GapX)) - GapX + (2 * PaddingX);
        var boxHeight = (rows * (cellHeight + GapY)) - GapY + (2 * PaddingY);
        return new((boxWidth, boxHeight), [.. placed]);
    }
}
