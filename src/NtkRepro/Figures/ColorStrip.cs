using ScottPlot;
using ScottPlot.AxisPanels;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>
/// The bar to the right of a map that says which colour is which value. ScottPlot's own is a picture of pixels, which would be blurred
/// where it is enlarged, and which the report's page would have to load.
/// </summary>
/// <param name="colors">From the least value to the greatest.</param>
/// <param name="low">The least value.</param>
/// <param name="high">The greatest.</param>
internal sealed class ColorStrip(IColormap colors, double low, double high) : IPanel
{
    private const float Width = 16;

    // Between the numbers and the label, more than an axis leaves.
    private const float LabelMargin = 7;

    // So that the label keeps away from the panel to its right.
    private const float Margin = 14;

    // A tick at the very end of an axis may be taken to lie beyond it.
    private const double Slack = 1e-6;

    // Too fine to be seen.
    private const int Steps = 128;

    /// <summary>The ticks and the label.</summary>
    public RightAxis Axis { get; } = new() { Min = low - (Slack * (high - low)), Max = high + (Slack * (high - low)) };

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public Edge Edge => Edge.Right;

    /// <inheritdoc/>
    public bool ShowDebugInformation { get; set; }

    /// <inheritdoc/>
    public float MinimumSize { get; set; }

    /// <inheritdoc/>
    public float MaximumSize { get; set; } = float.MaxValue;

    /// <inheritdoc/>
    public float Measure(Paint paint)
    {
        Axis.RegenerateTicks(Theme.PanelHeight, paint);
        return Math.Max(MinimumSize, Width + Axis.Measure(paint) + LabelMargin + Margin);
    }

    /// <inheritdoc/>
    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) =>
        new(dataRect.Right + offset, dataRect.Right + offset + size, dataRect.Bottom, dataRect.Top);

    /// <inheritdoc/>
    public void Render(RenderPack rp, float size, float offset)
    {
        var (left, bottom, height) = (rp.DataRect.Right + offset, rp.DataRect.Bottom, rp.DataRect.Height);
        using var paint = new SKPaint();
        // Each reaches down to the bottom, and the next covers it, so that no light falls between them.
        for (var step = Steps - 1; step >= 0; step--)
        {
            var color = colors.GetColor((step + 0.5) / Steps);
            paint.Color = new SKColor(color.R, color.G, color.B);
            var top = bottom - (height * (step + 1) / Steps);
            rp.Canvas.DrawRect(new SKRect(left, top, left + Width, bottom), paint);
        }
        Axis.RegenerateTicks(height, rp.Paint);
        Axis.Render(rp, size - Width - Margin, offset + Width);
    }
}
