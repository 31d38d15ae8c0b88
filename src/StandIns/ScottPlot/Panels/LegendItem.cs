namespace ScottPlot;

/// <summary>An entry of the legend: a sample of the line and the marker, and a text.</summary>
public sealed class LegendItem : LabelStyleProperties
{
    internal LegendItem(string text)
        : base(new())
    {
        LabelText = text;
    }

    internal LineStyle Line { get; init; } = new(0);
    internal MarkerStyle Marker { get; init; } = new(MarkerShape.None, 0);
}
