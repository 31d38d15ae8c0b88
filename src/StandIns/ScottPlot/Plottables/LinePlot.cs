namespace ScottPlot.Plottables;

/// <summary>A straight line between two points.</summary>
public sealed class LinePlot : IPlottable, IHasLegendText
{
    public Coordinates Start { get; set; }
    public Coordinates End { get; set; }
    public string LegendText { get; set; } = string.Empty;
    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public LineStyle LineStyle { get; set; } = new(1);

    public float LineWidth
    {
        get => LineStyle.Width;
        set => LineStyle.Width = value;
    }

    public LinePattern LinePattern
    {
        get => LineStyle.Pattern;
        set => LineStyle.Pattern = value;
    }

    public Color Color
    {
        get => LineStyle.Color;
        set => LineStyle.Color = value;
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(this, LegendText, LineStyle);

    public AxisLimits GetAxisLimits() => AxisLimits.Around([Start.X, End.X], [Start.Y, End.Y]);

    void IPlottable.Render(RenderPack rp)
    {
        var pixels = PathData.Pixels(Axes, [(Start.X, Start.Y), (End.X, End.Y)]);
        if (LineStyle.CanBeRendered)
            rp.Svg.Path(PathData.Polyline(pixels), null, LineStyle);
    }
}
