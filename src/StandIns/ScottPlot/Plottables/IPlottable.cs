using System.Text;
using ScottPlot.Rendering;

namespace ScottPlot;

/// <summary>Something drawn in the data area of a plot.</summary>
public interface IPlottable
{
    bool IsVisible { get; set; }
    IAxes Axes { get; set; }

    /// <summary>The limits that the data spans.</summary>
    AxisLimits GetAxisLimits();

    IEnumerable<LegendItem> LegendItems { get; }

    internal void Render(RenderPack rp);

    /// <summary>Draws what may lie outside of the data area.</summary>
    internal void RenderLast(RenderPack rp) { }
}

/// <summary>Something that the legend names.</summary>
public interface IHasLegendText
{
    string LegendText { get; set; }
}

/// <summary>SVG path data from points in axis units.</summary>
internal static class PathData
{
    /// <summary>The points' pixels; a point that is not finite, such as one with a logarithm of zero, gives NaN.</summary>
    public static IEnumerable<(double X, double Y)> Pixels(IAxes axes, IEnumerable<(double X, double Y)> points) =>
        points.Select(point =>
            double.IsFinite(point.X) && double.IsFinite(point.Y)
                ? (axes.GetPixelX(point.X), axes.GetPixelY(point.Y))
                : (double.NaN, double.NaN)
        );

    /// <summary>A line through the pixels with a gap wherever one is NaN.</summary>
    public static string Polyline(IEnumerable<(double X, double Y)> pixels)
    {
        StringBuilder data = new();
        var pen = 'M';
        foreach (var (x, y) in pixels)
        {
            if (double.IsNaN(x) || double.IsNaN(y))
            {
                pen = 'M';
                continue;
            }

            data.Append(pen).Append(SvgDocument.Number(x)).Append(' ').Append(SvgDocument.Number(y));
            pen = 'L';
        }

        return data.ToString();
    }
}
