using ScottPlot.Rendering;

namespace ScottPlot.Panels;

/// <summary>The title above the data area.</summary>
internal sealed class TitlePanel() : PanelBase(Edge.Top)
{
    private const float SpaceAbove = 6;

    /// <summary>How far the title moves into the empty space above the data area.</summary>
    private const float Descent = 4;

    public LabelStyle Label { get; } =
        new()
        {
            FontSize = 16,
            Bold = true,
            Alignment = Alignment.LowerCenter,
        };

    private bool HasText => !string.IsNullOrWhiteSpace(Label.Text);

    internal override float Measure(PixelRect dataRect) =>
        HasText ? TextMetrics.Measure(Label.Text, Label).Height + SpaceAbove : 0;

    internal override void Render(RenderPack rp, float size, float offset)
    {
        if (!HasText)
            return;
        var (figure, data) = (rp.FigureRect, rp.DataRect);

        // A title wider than the data area moves towards the middle of the figure rather than out of it.
        var space = figure.Width - 8;
        var half = Math.Min(TextMetrics.Measure(Label.Text, Label).Width, space) / 2;
        var center = Math.Clamp(data.HorizontalCenter, figure.Left + 4 + half, figure.Right - 4 - half + 0.01f);
        LabelDrawing.DrawFitting(rp.Svg, Label, center, data.Top - offset + Descent, Label.Alignment, space);
        rp.Svg.Titles.Add(Label.Text);
    }
}
