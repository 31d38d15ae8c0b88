using ScottPlot.Panels;

namespace ScottPlot;

/// <summary>The axes of a plot, their limits, and the panels around the data area.</summary>
public sealed class AxisManager
{
    private readonly List<IPlottable> _plottables;
    private readonly List<PanelBase> _added = [];
    private readonly Axis _top = new(Edge.Top);
    private readonly Axis _right = new(Edge.Right);

    // Whitespace on either side of the data, as fractions of its extent.
    private (double Horizontal, double Vertical) _margins = (.05, .075);

    internal AxisManager(List<IPlottable> plottables)
    {
        _plottables = plottables;
    }

    public IXAxis Bottom => X;
    public IXAxis Top => _top;
    public IYAxis Left => Y;
    public IYAxis Right => _right;

    /// <summary>The axis that gives all data its horizontal place.</summary>
    internal Axis X { get; } = new(Edge.Bottom);

    /// <summary>The axis that gives all data its vertical place.</summary>
    internal Axis Y { get; } = new(Edge.Left);

    internal TitlePanel Title { get; } = new();

    /// <summary>All panels, the innermost of a side first.</summary>
    internal PanelBase[] Panels => [X, _top, Y, _right, .. _added, Title];

    public IEnumerable<IAxis> GetAxes() => [X, _top, Y, _right];

    /// <summary>The limits of the bottom and the left axis.</summary>
    public AxisLimits GetLimits() => new(X.Min, X.Max, Y.Min, Y.Max);

    /// <summary>Sets the limits of the bottom and the left axis.</summary>
    public void SetLimits(double left, double right, double bottom, double top) =>
        (X.Min, X.Max, Y.Min, Y.Max) = (left, right, bottom, top);

    /// <summary>
    /// Sets the whitespace around the data, as fractions of its extent shared by both sides, and fits both axes to the data that
    /// is there now.
    /// </summary>
    public void Margins(double horizontal = 0.1, double vertical = .15)
    {
        _margins = (horizontal / 2, vertical / 2);
        FitX();
        FitY();
    }

    /// <summary>Adds a panel outside of those at its side.</summary>
    internal void AddPanel(PanelBase panel) => _added.Add(panel);

    /// <summary>Finds the limits that were not set.</summary>
    internal void FitUnset()
    {
        if (!X.HasLimits)
            FitX();
        if (!Y.HasLimits)
            FitY();
    }

    private void FitX()
    {
        var data = DataLimits();
        Fit(X, data.Left, data.Right, _margins.Horizontal);
    }

    private void FitY()
    {
        var data = DataLimits();
        Fit(Y, data.Bottom, data.Top, _margins.Vertical);
    }

    private AxisLimits DataLimits() =>
        _plottables.Aggregate(AxisLimits.None, (all, plottable) => all.Union(plottable.Limits));

    private void Fit(Axis axis, double min, double max, double margin)
    {
        if (double.IsNaN(min))
            (min, max) = (-10, 10);
        if (_plottables.Count == 0)
        {
            (axis.Min, axis.Max) = (min, max);
            return;
        }

        if (min == max)
        {
            // Wide enough for the ends to differ at any magnitude.
            var half = Math.Max(1, Math.Abs(min) * 1e-9);
            (min, max) = (min - half, max + half);
        }

        var space = (max - min) * margin;
        (axis.Min, axis.Max) = (min - space, max + space);
    }
}
