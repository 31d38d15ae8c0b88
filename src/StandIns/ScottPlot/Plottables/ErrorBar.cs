using System.Text;
using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>Vertical bars with caps about points; the errors are distances from the point.</summary>
public sealed class ErrorBar : IPlottable, IHasLegendText
{
    internal ErrorBar(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> yErrors)
    {
        if (xs.Count != ys.Count || xs.Count != yErrors.Count)
            throw new ArgumentException(
                $"{xs.Count} xs have {ys.Count} ys and {yErrors.Count} errors.",
                nameof(yErrors)
            );
        Xs = xs;
        Ys = ys;
        YErrorPositive = yErrors;
        YErrorNegative = yErrors;
    }

    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public string LegendText { get; set; } = string.Empty;
    public IReadOnlyList<double> Xs { get; set; }
    public IReadOnlyList<double> Ys { get; set; }
    public IReadOnlyList<double>? YErrorPositive { get; set; }
    public IReadOnlyList<double>? YErrorNegative { get; set; }
    public LineStyle LineStyle { get; set; } = new(1);

    /// <summary>Half of a cap's length in pixels.</summary>
    public float CapSize { get; set; } = 3;

    public float LineWidth
    {
        get => LineStyle.Width;
        set => LineStyle.Width = value;
    }

    public Color Color
    {
        get => LineStyle.Color;
        set => LineStyle.Color = value;
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(this, LegendText, LineStyle);

    public AxisLimits GetAxisLimits() => AxisLimits.Around(Xs, Enumerable.Range(0, Xs.Count).SelectMany(Ends));

    void IPlottable.Render(RenderPack rp)
    {
        StringBuilder data = new();
        for (var i = 0; i < Xs.Count; i++)
        {
            var ends = Ends(i);
            if (!double.IsFinite(Xs[i]) || !Array.TrueForAll(ends, double.IsFinite) || ends[0] == ends[1])
                continue;
            var x = Axes.GetPixelX(Xs[i]);
            var (left, right) = (SvgDocument.Number(x - CapSize), SvgDocument.Number(x + CapSize));
            var (y1, y2) = (SvgDocument.Number(Axes.GetPixelY(ends[0])), SvgDocument.Number(Axes.GetPixelY(ends[1])));
            data.Append($"M{left} {y1}H{right}M{SvgDocument.Number(x)} {y1}V{y2}M{left} {y2}H{right}");
        }

        if (LineStyle.CanBeRendered)
            rp.Svg.Path(data.ToString(), null, LineStyle);
    }

    private double[] Ends(int i) => [Ys[i] - (YErrorNegative?[i] ?? 0), Ys[i] + (YErrorPositive?[i] ?? 0)];
}
