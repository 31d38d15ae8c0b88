namespace ScottPlot.Plottables;

/// <summary>The area between two values of y at each x, such as an error band. A NaN divides it.</summary>
public sealed class FillY : IPlottable, IHasLegendText
{
    private IReadOnlyList<(double X, double Top, double Bottom)> _items = [];

    public string LegendText { get; set; } = string.Empty;
    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public FillStyle FillStyle { get; set; } = new();

    /// <summary>The edge of the area; one pixel in black unless changed.</summary>
    public LineStyle LineStyle { get; set; } = new(1);

    public Color FillColor
    {
        get => FillStyle.Color;
        set => FillStyle.Color = value;
    }

    public float LineWidth
    {
        get => LineStyle.Width;
        set => LineStyle.Width = value;
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(this, LegendText, FillStyle, LineStyle);

    public void SetDataSource(ICollection<(double X, double Top, double Bottom)> items) => _items = [.. items];

    public AxisLimits GetAxisLimits() =>
        AxisLimits.Around(_items.Select(item => item.X), _items.SelectMany(item => new[] { item.Top, item.Bottom }));

    void IPlottable.Render(RenderPack rp)
    {
        List<(double X, double Top, double Bottom)> run = [];
        foreach (var item in _items.Append((X: double.NaN, Top: double.NaN, Bottom: double.NaN)))
        {
            if (double.IsFinite(item.X) && double.IsFinite(item.Top) && double.IsFinite(item.Bottom))
            {
                run.Add(item);
                continue;
            }

            if (run.Count > 1)
            {
                var upper = run.Select(r => (r.X, r.Top));
                var lower = run.AsEnumerable().Reverse().Select(r => (r.X, r.Bottom));
                var outline = PathData.Polyline(PathData.Pixels(Axes, upper.Concat(lower)));
                rp.Svg.Path(outline + "Z", FillStyle, LineStyle);
            }

            run.Clear();
        }
    }
}
