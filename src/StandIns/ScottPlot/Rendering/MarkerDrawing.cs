using System.Text;

namespace ScottPlot.Rendering;

/// <summary>Draws markers: circles one by one, the other shapes as one path for all points.</summary>
internal static class MarkerDrawing
{
    public static void Draw(SvgDocument svg, MarkerStyle style, IEnumerable<(double X, double Y)> points)
    {
        if (!style.IsVisible)
            return;

        var visible = points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        if (visible.Length == 0)
            return;

        Color? fill = style.IsOpen ? null : style.FillColor;
        var line = style.IsOpen ? style.LineStyle : null;
        var r = style.Size / 2.0;

        StringBuilder data = new();
        foreach (var (x, y) in visible)
            Append(data, style.Shape, x, y, r);
        svg.Path(data.ToString(), fill, line);

        if (style.Shape is not (MarkerShape.FilledCircle or MarkerShape.OpenCircle))
            return;
        svg.BeginGroup(SvgDocument.Paint(fill, line));
        foreach (var (x, y) in visible)
            svg.Append($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(r)}\"/>");
        svg.EndGroup();
    }

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
            case MarkerShape.FilledTriangleDown:
                Polygon((0, r), (t, -r / 2), (-t, -r / 2));
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
    }

    private static string N(double value) => SvgDocument.Number(value);
}
