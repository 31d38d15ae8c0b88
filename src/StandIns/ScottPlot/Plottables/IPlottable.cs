using System.Text;
using ScottPlot.Rendering;

namespace ScottPlot;

/// <summary>Something drawn in the data area of a plot.</summary>
public interface IPlottable
{
    /// <summary>The limits that the data spans.</summary>
    internal AxisLimits Limits { get; }

    /// <summary>What the legend says of it; left out where its text is empty.</summary>
    internal LegendItem? LegendItem => null;

    internal void Render(RenderPack rp);
}

/// <summary>What a plottable needs in order to draw itself.</summary>
internal sealed record RenderPack(SvgDocument Svg, PixelRect FigureRect, PixelRect DataRect, Axis XAxis, Axis YAxis)
{
    public float X(double x) => XAxis.GetPixel(x, DataRect);

    public float Y(double y) => YAxis.GetPixel(y, DataRect);

    /// <summary>The points' pixels; a point that is not finite, such as one with a logarithm of zero, gives NaN.</summary>
    public IEnumerable<(double X, double Y)> Pixels(IEnumerable<(double X, double Y)> points) =>
        points.Select(point =>
            double.IsFinite(point.X) && double.IsFinite(point.Y) ? (X(point.X), Y(point.Y)) : (double.NaN, double.NaN)
        );

    /// <summary>SVG path data of a line through the points, with a gap wherever one is not finite.</summary>
    public string Polyline(IEnumerable<(double X, double Y)> points)
    {
        StringBuilder data = new();
        var pen = 'M';
        foreach (var (x, y) in Pixels(points))
        {
            if (double.IsNaN(x))
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
