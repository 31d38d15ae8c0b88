using ScottPlot.Rendering;

namespace ScottPlot.Panels;

/// <summary>The title above the data area.</summary>
public sealed class TitlePanel : IPanel
{
    private const float SpaceAbove = 6;

    /// <summary>How far the title moves into the empty space above the data area.</summary>
    private const float Descent = 4;

    public bool IsVisible { get; set; } = true;
    public Edge Edge => Edge.Top;
    public float MinimumSize { get; set; }
    public float MaximumSize { get; set; } = float.MaxValue;
    public LabelStyle Label { get; } =
        new()
        {
            FontSize = 16,
            Bold = true,
            Alignment = Alignment.LowerCenter,
        };

    /// <summary>Whether the title is centered over the whole figure rather than over the data area.</summary>
    public bool FullFigureCenter { get; set; }

    private bool HasText => IsVisible && !string.IsNullOrWhiteSpace(Label.Text);

    float IPanel.Measure(PixelRect dataRect) => HasText ? LabelDrawing.BoxSize(Label).Height + SpaceAbove : 0;

    void IPanel.Render(RenderPack rp, float size, float offset)
    {
        if (!HasText)
            return;
        var (figure, data) = (rp.FigureRect, rp.DataRect);

        // A title wider than the data area moves towards the middle of the figure rather than out of it.
        var space = figure.Width - 8;
        var half = Math.Min(LabelDrawing.BoxSize(Label).Width, space) / 2;
        var center = FullFigureCenter ? figure.HorizontalCenter : data.HorizontalCenter;
        center = Math.Clamp(center, figure.Left + 4 + half, figure.Right - 4 - half + 0.01f);
        LabelDrawing.DrawFitting(rp.Svg, Label, center, data.Top - offset + Descent, Label.Alignment, space);
        rp.Svg.Titles.Add(Label.Text);
    }
}
