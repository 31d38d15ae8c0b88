namespace ScottPlot;

/// <summary>An entry of the legend: a sample of the line, marker or fill, and a text.</summary>
public sealed class LegendItem : LabelStyleProperties
{
    public bool IsVisible { get; set; } = true;
    public IPlottable? Plottable { get; set; }

    /// <summary>Items of the caller's own with an index come before those of the plottables, in this order.</summary>
    public int? Index { get; set; }

    public override LabelStyle LabelStyle { get; set; } = new() { Alignment = Alignment.MiddleLeft };
    public LineStyle LineStyle { get; set; } = LineStyle.None;
    public FillStyle FillStyle { get; set; } = new();
    public LineStyle OutlineStyle { get; set; } = LineStyle.None;
    public MarkerStyle MarkerStyle { get; set; } = new();

    public float LineWidth
    {
        get => LineStyle.Width;
        set => LineStyle.Width = value;
    }

    public Color LineColor
    {
        get => LineStyle.Color;
        set => LineStyle.Color = value;
    }

    public LinePattern LinePattern
    {
        get => LineStyle.Pattern;
        set => LineStyle.Pattern = value;
    }

    public Color FillColor
    {
        get => FillStyle.Color;
        set => FillStyle.Color = value;
    }

    public MarkerShape MarkerShape
    {
        get => MarkerStyle.Shape;
        set => MarkerStyle.Shape = value;
    }

    public float MarkerSize
    {
        get => MarkerStyle.Size;
        set => MarkerStyle.Size = value;
    }

    public Color MarkerColor
    {
        get => MarkerStyle.FillColor;
        set => MarkerStyle.MarkerColor = value;
    }

    public static IEnumerable<LegendItem> None => [];

    public static IEnumerable<LegendItem> Single(LegendItem item) => [item];

    public static IEnumerable<LegendItem> Single(IPlottable plottable, string label, MarkerStyle markerStyle) =>
        Single(plottable, label, markerStyle, LineStyle.None);

    public static IEnumerable<LegendItem> Single(
        IPlottable plottable,
        string label,
        MarkerStyle markerStyle,
        LineStyle lineStyle
    ) =>
        [
            new()
            {
                Plottable = plottable,
                LabelText = label,
                MarkerStyle = markerStyle,
                LineStyle = lineStyle,
            },
        ];

    public static IEnumerable<LegendItem> Single(IPlottable plottable, string label, LineStyle lineStyle) =>
        Single(plottable, label, MarkerStyle.None, lineStyle);

    public static IEnumerable<LegendItem> Single(IPlottable plottable, string label, FillStyle fillStyle) =>
        Single(plottable, label, fillStyle, LineStyle.None);

    public static IEnumerable<LegendItem> Single(
        IPlottable plottable,
        string label,
        FillStyle fillStyle,
        LineStyle lineStyle
    ) =>
        [
            new()
            {
                Plottable = plottable,
                LabelText = label,
                MarkerStyle = MarkerStyle.None,
                FillStyle = fillStyle,
                LineStyle = lineStyle,
            },
        ];
}
