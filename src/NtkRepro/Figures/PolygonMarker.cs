using ScottPlot;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>
/// Markers with corners, as ScottPlot draws them, but that hold their path until it is drawn: ScottPlot lets go of it before, and where the
/// garbage collector runs at that moment Skia draws a path that was freed, which ends the process.
/// </summary>
internal sealed class PolygonMarker : IMarker
{
    // Sides of a triangle are √3 times as long as the way from its middle to a corner.
    private const double SideOverRadius = 1.732;

    private readonly bool _isFilled;
    private readonly Func<float, SKPoint[]> _corners;

    private PolygonMarker(bool isFilled, Func<float, SKPoint[]> corners) => (_isFilled, _corners) = (isFilled, corners);

    /// <summary>Lets all markers with corners of a plot be drawn by this class.</summary>
    public static void Use(Plot plot)
    {
        foreach (var marked in plot.GetPlottables().OfType<IHasMarker>())
            marked.MarkerStyle.CustomRenderer = Of(marked.MarkerStyle.Shape);
    }

    /// <inheritdoc/>
    public void Render(SKCanvas canvas, Paint paint, Pixel center, float size, MarkerStyle markerStyle)
    {
        using var path = new SKPath();
        path.AddPoly([.. _corners(size).Select(corner => new SKPoint(center.X + corner.X, center.Y + corner.Y))]);
        if (!_isFilled)
        {
            Drawing.DrawPath(canvas, paint, path, markerStyle.LineStyle);
            return;
        }
        Drawing.FillPath(canvas, paint, path, markerStyle.FillStyle, new PixelRect(center, size / 2));
        Drawing.DrawPath(canvas, paint, path, markerStyle.OutlineStyle);
    }

    private static PolygonMarker? Of(MarkerShape shape) =>
        shape switch
        {
            MarkerShape.FilledTriangleUp => new(isFilled: true, size => Triangle(size, -1)),
            MarkerShape.FilledTriangleDown => new(isFilled: true, size => Triangle(size, 1)),
            MarkerShape.OpenTriangleUp => new(isFilled: false, size => Triangle(size, -1)),
            MarkerShape.FilledDiamond => new(isFilled: true, Diamond),
            MarkerShape.OpenDiamond => new(isFilled: false, Diamond),
            _ => null,
        };

    // The corners from the middle: first the one that points up (−1) or down (1).
    private static SKPoint[] Triangle(float size, int direction)
    {
        var radius = (float)(size / SideOverRadius);
        var (across, back) = ((float)(radius * 0.866), radius / 2);
        return [new(0, direction * radius), new(across, -direction * back), new(-across, -direction * back)];
    }

    private static SKPoint[] Diamond(float size)
    {
        var radius = size / 2;
        return [new(radius, 0), new(0, radius), new(-radius, 0), new(0, -radius)];
    }
}
