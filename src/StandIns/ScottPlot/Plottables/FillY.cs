namespace ScottPlot.Plottables;

/// <summary>The area between two values of y at each x, such as an error band. A NaN divides it.</summary>
public sealed class FillY : IPlottable
{
    private readonly IReadOnlyList<(double X, double Top, double Bottom)> _items;

    // One pixel in black unless changed.
    private readonly LineStyle _edge = new(1);

    internal FillY(IReadOnlyList<(double X, double Top, double Bottom)> items)
    {
        _items = items;
    }

    public Color FillColor { get; set; }

    /// <summary>Width of the edge of the area, in pixels.</summary>
    public float LineWidth
    {
        get => _edge.Width;
        set => _edge.Width = value;
    }

    AxisLimits IPlottable.Limits =>
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
                rp.Svg.Path(rp.Polyline(upper.Concat(lower)) + "Z", FillColor, _edge);
            }

            run.Clear();
        }
    }
}
