using ScottPlot.Panels;

namespace ScottPlot.Rendering;

/// <summary>The data area, and each panel with its size across its side and its distance from the data area, in pixels.</summary>
internal sealed record FigureLayout(
    PixelRect DataRect,
    IReadOnlyList<(PanelBase Panel, float Size, float Offset)> Panels
)
{
    /// <summary>Space kept between a tick label and the edge of the figure.</summary>
    private const float EdgeSpace = 3;

    /// <summary>
    /// Arranges panels. Their sizes depend on the ticks, the ticks on the data area and the data area on the sizes, so this repeats
    /// until nothing moves.
    /// </summary>
    public static FigureLayout Arrange(PanelBase[] panels, PixelRect figure)
    {
        var data = figure;
        float[] sizes = [];
        for (var round = 0; round < 4; round++)
        {
            sizes =
            [
                .. panels.Select(p =>
                    Math.Clamp(p.Measure(data), p.MinimumSize, Math.Max(p.MinimumSize, p.MaximumSize))
                ),
            ];
            var next = Inside(panels, sizes, figure, Overhang(panels, data));
            if (next.IsSameAs(data))
                break;
            data = next;
        }

        // Chooses the ticks for this very area, in case the rounds did not settle.
        foreach (var panel in panels)
            _ = panel.Measure(data);
        var offsets = panels.Select((panel, i) => Sum(panels[..i], sizes, panel.Edge));
        return new(data, [.. panels.Zip(sizes, offsets)]);
    }

    private static PixelRect Inside(PanelBase[] panels, float[] sizes, PixelRect figure, PixelPadding least)
    {
        var left = Math.Max(Sum(panels, sizes, Edge.Left), least.Left);
        var right = Math.Max(Sum(panels, sizes, Edge.Right), least.Right);
        var bottom = Math.Max(Sum(panels, sizes, Edge.Bottom), least.Bottom);
        var top = Math.Max(Sum(panels, sizes, Edge.Top), least.Top);

        // A figure too small for its panels keeps a data area of one pixel.
        // Whole pixels keep the frame sharp.
        left = MathF.Ceiling(figure.Left + Math.Min(left, Math.Max(0, figure.Width - right - 1)));
        top = MathF.Ceiling(figure.Top + Math.Min(top, Math.Max(0, figure.Height - bottom - 1)));
        right = Math.Max(MathF.Floor(figure.Right - right), left + 1);
        bottom = Math.Max(MathF.Floor(figure.Bottom - bottom), top + 1);
        return new(left, right, bottom, top);
    }

    private static float Sum(PanelBase[] panels, float[] sizes, Edge edge) =>
        panels.Select((panel, i) => panel.Edge == edge ? sizes[i] : 0).Sum();

    /// <summary>How far tick labels reach beyond the ends of their axes.</summary>
    private static PixelPadding Overhang(PanelBase[] panels, PixelRect data)
    {
        PixelPadding padding = default;
        foreach (var axis in panels.OfType<Axis>().Where(axis => axis.IsVisible && axis.HasLimits))
        {
            foreach (var tick in axis.Ticks.Where(tick => tick.Label.Length > 0))
            {
                var (width, height) = TextMetrics.MeasureRotated(tick.Label, axis.TickLabelStyle);
                var pixel = axis.GetPixel(tick.Position, data);
                if (axis.Edge.IsHorizontal())
                {
                    padding.Left = Math.Max(padding.Left, data.Left - pixel + (width / 2) + EdgeSpace);
                    padding.Right = Math.Max(padding.Right, pixel + (width / 2) - data.Right + EdgeSpace);
                }
                else
                {
                    padding.Top = Math.Max(padding.Top, data.Top - pixel + (height / 2) + EdgeSpace);
                    padding.Bottom = Math.Max(padding.Bottom, pixel + (height / 2) - data.Bottom + EdgeSpace);
                }
            }
        }

        return padding;
    }
}
