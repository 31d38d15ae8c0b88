using System.Text;

namespace ScottPlot.Rendering;

/// <summary>Draws markers: circles one by one, the other shapes as one path for all points.</summary>
internal static class MarkerDrawing
{
    public static void Draw(SvgDocument svg, MarkerStyle style, IEnumerable<(double X, double Y)> points)
    {
        if (!style.CanBeRendered)
            return;

        var visible = points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        if (visible.Length == 0)
            return;

        var lineOnly = style.Shape.IsLineOnly();
        var fill = lineOnly ? null : style.FillStyle;
        var line = lineOnly ? style.LineStyle : style.OutlineStyle;
        var r = style.Size / 2.0;

        StringBuilder data = new();
        foreach (var (x, y) in visible)
            Append(data, style.Shape, x, y, r);
        svg.Path(data.ToString(), fill, line);

        if (!IsRound(style.Shape))
            return;
        var paint = fill is { CanBeRendered: true } ? SvgDocument.Fill(fill.Color) : "fill=\"none\"";
        svg.BeginGroup(line.CanBeRendered ? $"{paint} {SvgDocument.Stroke(line)}" : paint);
        foreach (var (x, y) in visible)
            svg.Append($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(r)}\"/>");
        svg.EndGroup();
    }

    private static bool IsRound(MarkerShape shape) =>
        shape
            is MarkerShape.FilledCircle
                or MarkerShape.OpenCircle
                or MarkerShape.OpenCircleWithDot
                or MarkerShape.OpenCircleWithCross
                or MarkerShape.OpenCircleWithEks;

    /// <summary>Appends what of a shape consists of straight lines; r is half of the marker's size.</summary>
    private static void Append(StringBuilder data, MarkerShape shape, double x, double y, double r)
    {
        // Half of a square, and of an equilateral triangle, inscribed in the marker's circle.
        var s = r * Math.Sqrt(0.5);
        var t = r * Math.Sqrt(0.75);
        switch (shape)
        {
            case MarkerShape.FilledSquare or MarkerShape.OpenSquare:
                Polygon((-s, -s), (s, -s), (s, s), (-s, s));
                break;
            case MarkerShape.FilledDiamond or MarkerShape.OpenDiamond:
                Polygon((0, -r), (r, 0), (0, r), (-r, 0));
                break;
            case MarkerShape.FilledTriangleUp or MarkerShape.OpenTriangleUp:
                Polygon((0, -r), (t, r / 2), (-t, r / 2));
                break;
            case MarkerShape.FilledTriangleDown or MarkerShape.OpenTriangleDown:
                Polygon((0, r), (t, -r / 2), (-t, -r / 2));
                break;
            case MarkerShape.Eks or MarkerShape.OpenCircleWithEks:
                Strokes((-s, -s, s, s), (-s, s, s, -s));
                break;
            case MarkerShape.Cross or MarkerShape.OpenCircleWithCross:
                Strokes((-r, 0, r, 0), (0, -r, 0, r));
                break;
            case MarkerShape.VerticalBar:
                Strokes((0, -r, 0, r));
                break;
            case MarkerShape.HorizontalBar:
                Strokes((-r, 0, r, 0));
                break;
            case MarkerShape.TriUp:
                Strokes((0, 0, 0, -r), (0, 0, t, r / 2), (0, 0, -t, r / 2));
                break;
            case MarkerShape.TriDown:
                Strokes((0, 0, 0, r), (0, 0, t, -r / 2), (0, 0, -t, -r / 2));
                break;
            case MarkerShape.Asterisk:
                Strokes((-r, 0, r, 0), (0, -r, 0, r), (-s, -s, s, s), (-s, s, s, -s));
                break;
            case MarkerShape.HashTag:
                var h = r / 3;
                Strokes((-r, -h, r, -h), (-r, h, r, h), (-h, -r, -h, r), (h, -r, h, r));
                break;
            case MarkerShape.OpenCircleWithDot:
                Strokes((-r / 8, 0, r / 8, 0));
                break;
            default:
                break;
        }

        void Polygon(params ReadOnlySpan<(double X, double Y)> corners)
        {
            for (var i = 0; i < corners.Length; i++)
                data.Append(i == 0 ? 'M' : 'L').Append(N(x + corners[i].X)).Append(' ').Append(N(y + corners[i].Y));
            data.Append('Z');
        }

        void Strokes(params ReadOnlySpan<(double X1, double Y1, double X2, double Y2)> strokes)
        {
            foreach (var (x1, y1, x2, y2) in strokes)
                data.Append($"M{N(x + x1)} {N(y + y1)}L{N(x + x2)} {N(y + y2)}");
        }
    }

    private static string N(double value) => SvgDocument.Number(value);
}
