namespace ScottPlot;

// Limits: set by hand, or found from the data with a margin around it.
public sealed partial class AxisManager
{
    // Whitespace around the data as fractions of its extent.
    private (double Left, double Right, double Bottom, double Top) _margins = (.05, .05, .075, .075);
    private bool _invertedX;
    private bool _invertedY;

    public void SetLimits(double left, double right, double bottom, double top)
    {
        SetLimitsX(left, right);
        SetLimitsY(bottom, top);
    }

    public void SetLimits(double left, double right, double bottom, double top, IXAxis xAxis, IYAxis yAxis)
    {
        SetLimitsX(left, right, xAxis);
        SetLimitsY(bottom, top, yAxis);
    }

    /// <summary>Sets the limits that are given and leaves the others.</summary>
    public void SetLimits(double? left = null, double? right = null, double? bottom = null, double? top = null)
    {
        SetLimitsX(left ?? Bottom.Min, right ?? Bottom.Max);
        SetLimitsY(bottom ?? Left.Min, top ?? Left.Max);
    }

    public void SetLimits(AxisLimits limits) => SetLimits(limits.Left, limits.Right, limits.Bottom, limits.Top);

    public void SetLimitsX(double left, double right) => SetLimitsX(left, right, Bottom);

    public void SetLimitsX(double left, double right, IXAxis xAxis)
    {
        ArgumentNullException.ThrowIfNull(xAxis);
        (xAxis.Min, xAxis.Max) = (left, right);
        if (xAxis.HasLimits)
            _invertedX = left > right;
    }

    public void SetLimitsY(double bottom, double top) => SetLimitsY(bottom, top, Left);

    public void SetLimitsY(double bottom, double top, IYAxis yAxis)
    {
        ArgumentNullException.ThrowIfNull(yAxis);
        (yAxis.Min, yAxis.Max) = (bottom, top);
        if (yAxis.HasLimits)
            _invertedY = bottom > top;
    }

    /// <summary>The limits of the bottom and the left axis.</summary>
    public AxisLimits GetLimits() => GetLimits(Bottom, Left);

    public AxisLimits GetLimits(IXAxis xAxis, IYAxis yAxis)
    {
        ArgumentNullException.ThrowIfNull(xAxis);
        ArgumentNullException.ThrowIfNull(yAxis);
        return new(xAxis.Min, xAxis.Max, yAxis.Min, yAxis.Max);
    }

    /// <summary>Fits all axes to the data that is there now, with the margins around it.</summary>
    public void AutoScale(bool? invertX = null, bool? invertY = null)
    {
        _invertedX = invertX ?? _invertedX;
        _invertedY = invertY ?? _invertedY;
        ReplaceMissingAxes();
        foreach (var axis in GetAxes().Where(axis => axis == Bottom || axis == Left || Uses(axis)))
            Fit(axis);
    }

    /// <summary>Fits the bottom axis to the data.</summary>
    public void AutoScaleX() => AutoScaleX(Bottom);

    public void AutoScaleX(IXAxis xAxis)
    {
        ReplaceMissingAxes();
        Fit(xAxis);
    }

    /// <summary>Fits the left axis to the data.</summary>
    public void AutoScaleY() => AutoScaleY(Left);

    public void AutoScaleY(IYAxis yAxis)
    {
        ReplaceMissingAxes();
        Fit(yAxis);
    }

    /// <summary>Sets the whitespace around the data to its default and fits all axes.</summary>
    public void Margins() => Margins(.1, .15);

    /// <summary>Sets the whitespace around the data, as fractions of its extent shared by both sides, and fits all axes.</summary>
    public void Margins(double horizontal = 0.1, double vertical = .15) =>
        Margins(horizontal / 2, horizontal / 2, vertical / 2, vertical / 2);

    /// <summary>Sets the whitespace on each side of the data, as fractions of its extent, and fits all axes.</summary>
    public void Margins(double left = .05, double right = .05, double bottom = .07, double top = .07)
    {
        _margins = (left, right, bottom, top);
        AutoScale();
    }

    /// <summary>Fits all axes to the data without whitespace.</summary>
    public void TightMargins() => Margins(0, 0);

    /// <summary>Finds the limits that were not set.</summary>
    internal void ScaleUnsetAxes()
    {
        ReplaceMissingAxes();
        foreach (var axis in GetAxes().Where(axis => !axis.HasLimits && (axis == Bottom || axis == Left || Uses(axis))))
            Fit(axis);
    }

    private bool Uses(IAxis axis) =>
        _plot.PlottableList.Exists(plottable => plottable.Axes.XAxis == axis || plottable.Axes.YAxis == axis);

    private void Fit(IAxis axis)
    {
        var horizontal = axis.Edge.IsHorizontal();
        var data = _plot
            .PlottableList.Where(plottable => plottable.IsVisible)
            .Where(plottable => (horizontal ? (IAxis)plottable.Axes.XAxis : plottable.Axes.YAxis) == axis)
            .Select(plottable => plottable.GetAxisLimits())
            .Aggregate(AxisLimits.NoLimits, (all, limits) => all.Union(limits));
        var (min, max) = horizontal ? (data.Left, data.Right) : (data.Bottom, data.Top);
        if (double.IsNaN(min))
            (min, max) = (AxisLimits.Default.Left, AxisLimits.Default.Right);
        if (!_plot.PlottableList.Exists(plottable => plottable.IsVisible))
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

        var (before, after) = horizontal ? (_margins.Left, _margins.Right) : (_margins.Bottom, _margins.Top);
        var span = max - min;
        (min, max) = (min - (span * before), max + (span * after));
        var inverted = horizontal ? _invertedX : _invertedY;
        (axis.Min, axis.Max) = inverted ? (max, min) : (min, max);
    }
}
