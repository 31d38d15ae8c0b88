using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>Labels beside points, on the side where there is room; where there is none on either, the point goes without.</summary>
internal sealed class DotLabels
{
    private const float Distance = 6;

    // The least that a panel with such points leaves for its data, pixels. Its axes are taken to fit them: all that is needed is that
    // labels do not overlap.
    private const double Width = 330;
    private const double Height = 200;

    private readonly Plot plot;
    private readonly double[] xs;
    private readonly double[] ys;
    private readonly double perX;
    private readonly double perY;
    private readonly (double Left, double Right) edges;
    private readonly List<(double Left, double Right, double Middle)> taken = [];

    public DotLabels(Plot plot, double[] xs, double[] ys)
    {
        (this.plot, this.xs, this.ys) = (plot, xs, ys);
        (perX, perY) = (Width / Span(xs), Height / Span([.. ys, 0]));
        // The axes end a little beyond the points.
        edges = ((xs.Min() * perX) - 9, (xs.Max() * perX) + 9);
        taken.AddRange(xs.Zip(ys, (x, y) => ((x * perX) - 4, (x * perX) + 4, y * perY)));
    }

    public void Draw(IReadOnlyList<string> labels)
    {
        foreach (var (i, label) in labels.Index())
        {
            var width = FigureFont.Width(label, Theme.LegendSize);
            if (TryTake(xs[i], ys[i], 1, width))
                Draw(label, xs[i], ys[i], 1);
            else if (TryTake(xs[i], ys[i], -1, width))
                Draw(label, xs[i], ys[i], -1);
        }
    }

    private void Draw(string words, double x, double y, int side)
    {
        var label = plot.Add.Text(words, x, y);
        label.OffsetX = side * Distance;
        (label.LabelAlignment, label.LabelFontSize, label.LabelFontColor) = (
            side > 0 ? Alignment.MiddleLeft : Alignment.MiddleRight,
            Theme.LegendSize,
            Theme.Aside
        );
    }

    private bool TryTake(double x, double y, int side, float width)
    {
        var near = (x * perX) + (side * Distance);
        var (left, right) = side > 0 ? (near, near + width) : (near - width, near);
        var middle = y * perY;
        if (left < edges.Left || right > edges.Right)
            return false;
        if (taken.Exists(t => t.Left < right + 3 && left - 1 < t.Right && Math.Abs(t.Middle - middle) < 15))
            return false;
        taken.Add((left, right, middle));
        return true;
    }

    private static double Span(double[] values) => Math.Max(values.Max() - values.Min(), 1e-9);
}
