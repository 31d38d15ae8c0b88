using System.Text;

namespace ScottPlot.Rendering;

/// <summary>Draws the parts of an axis at one side of the data area; "outwards" is away from the data.</summary>
internal sealed class AxisDrawing(SvgDocument svg, Edge edge, PixelRect dataRect, float offset)
{
    private static readonly LineStyle MarkStyle = new(1) { AntiAlias = false };

    private readonly bool _horizontal = edge.IsHorizontal();
    private readonly float _sign = edge is Edge.Left or Edge.Top ? -1 : 1;
    private readonly float _line = edge switch
    {
        Edge.Left => dataRect.Left - offset,
        Edge.Right => dataRect.Right + offset,
        Edge.Top => dataRect.Top - offset,
        _ => dataRect.Bottom + offset,
    };

    public void Frame(LineStyle style)
    {
        var (x1, y1) = Point(_horizontal ? dataRect.Left : dataRect.Bottom, 0);
        var (x2, y2) = Point(_horizontal ? dataRect.Right : dataRect.Top, 0);
        // Square ends close the corners where two axes meet.
        svg.Path(Segment(x1, y1, x2, y2), null, style, " stroke-linecap=\"square\"");
    }

    public void Marks(IEnumerable<float> positions, float length)
    {
        StringBuilder data = new();
        foreach (var position in positions)
        {
            var (x1, y1) = Point(position, 0);
            var (x2, y2) = Point(position, length);
            data.Append(Segment(x1, y1, x2, y2));
        }

        svg.Path(data.ToString(), null, MarkStyle);
    }

    /// <summary>Draws the labels of ticks, but none that would touch the one before it.</summary>
    public void TickLabels(IEnumerable<(float Position, string Text)> labels, LabelStyle style, float distance)
    {
        var alignment = style.Rotation == 0 ? Outwards() : style.Alignment;
        var lastEnd = float.NegativeInfinity;
        foreach (var (position, label) in labels.OrderBy(label => label.Position))
        {
            // Turned labels stand side by side, so that what counts is the height of a line.
            var (width, height) = TextMetrics.Measure(label, style);
            var extent = _horizontal && style.Rotation == 0 ? width : height / TextMetrics.LineHeight;
            if (position - (extent / 2) < lastEnd)
                continue;
            lastEnd = position + (extent / 2) + (_horizontal ? 2 : 0);
            var (x, y) = Point(position, distance);
            LabelDrawing.Draw(svg, style, label, x, y, alignment);
        }
    }

    /// <summary>Draws the axis label with its outer edge at a distance from the axis.</summary>
    public void AxisLabel(LabelStyle style, float distance, PixelRect figureRect)
    {
        var center = _horizontal ? dataRect.HorizontalCenter : dataRect.VerticalCenter;
        var space = _horizontal ? figureRect.Width : figureRect.Height;

        // A label longer than the axis moves towards the middle of the figure rather than out of it.
        var half = Math.Min(TextMetrics.Measure(style.Text, style).Width, space - 8) / 2;
        var (first, last) = _horizontal ? (figureRect.Left, figureRect.Right) : (figureRect.Top, figureRect.Bottom);
        center = Math.Clamp(center, first + 4 + half, Math.Max(last - 4 - half, first + 4 + half));
        var (x, y) = Point(center, distance);
        var alignment = edge == Edge.Bottom ? Alignment.LowerCenter : Alignment.UpperCenter;
        LabelDrawing.DrawFitting(svg, style, x, y, alignment, space - 8);
    }

    private Alignment Outwards() =>
        edge switch
        {
            Edge.Left => Alignment.MiddleRight,
            Edge.Right => Alignment.MiddleLeft,
            Edge.Top => Alignment.LowerCenter,
            _ => Alignment.UpperCenter,
        };

    private (float X, float Y) Point(float along, float outwards) =>
        _horizontal ? (along, _line + (_sign * outwards)) : (_line + (_sign * outwards), along);

    private static string Segment(float x1, float y1, float x2, float y2) =>
        $"M{SvgDocument.Number(x1)} {SvgDocument.Number(y1)}L{SvgDocument.Number(x2)} {SvgDocument.Number(y2)}";
}
