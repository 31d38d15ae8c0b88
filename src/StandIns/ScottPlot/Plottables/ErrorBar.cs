using System.Text;
using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>Vertical bars with caps about points; the errors are distances from the point.</summary>
public sealed class ErrorBar : IPlottable
{
    /// <summary>Half of a cap's length in pixels.</summary>
    private const float CapSize = 3;

    private readonly IReadOnlyList<double> _xs;
    private readonly IReadOnlyList<double> _ys;
    private readonly LineStyle _style = new(1);

    internal ErrorBar(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> yErrors)
    {
        if (xs.Count != ys.Count || xs.Count != yErrors.Count)
            throw new ArgumentException(
                $"{xs.Count} xs have {ys.Count} ys and {yErrors.Count} errors.",
                nameof(yErrors)
            );
        (_xs, _ys) = (xs, ys);
        YErrorPositive = YErrorNegative = yErrors;
    }

    public IReadOnlyList<double>? YErrorPositive { get; set; }
    public IReadOnlyList<double>? YErrorNegative { get; set; }

    public float LineWidth
    {
        get => _style.Width;
        set => _style.Width = value;
    }

    public Color Color
    {
        get => _style.Color;
        set => _style.Color = value;
    }

    AxisLimits IPlottable.Limits => AxisLimits.Around(_xs, Enumerable.Range(0, _xs.Count).SelectMany(Ends));

    void IPlottable.Render(RenderPack rp)
    {
        StringBuilder data = new();
        for (var i = 0; i < _xs.Count; i++)
        {
            var ends = Ends(i);
            if (!double.IsFinite(_xs[i]) || !Array.TrueForAll(ends, double.IsFinite) || ends[0] == ends[1])
                continue;
            var x = rp.X(_xs[i]);
            var (left, right) = (SvgDocument.Number(x - CapSize), SvgDocument.Number(x + CapSize));
            var (y1, y2) = (SvgDocument.Number(rp.Y(ends[0])), SvgDocument.Number(rp.Y(ends[1])));
            data.Append($"M{left} {y1}H{right}M{SvgDocument.Number(x)} {y1}V{y2}M{left} {y2}H{right}");
        }

        rp.Svg.Path(data.ToString(), null, _style);
    }

    private double[] Ends(int i) => [_ys[i] - (YErrorNegative?[i] ?? 0), _ys[i] + (YErrorPositive?[i] ?? 0)];
}
