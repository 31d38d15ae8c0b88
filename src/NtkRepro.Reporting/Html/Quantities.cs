using NtkRepro.Figures;

namespace NtkRepro.Reporting.Html;

/// <summary>Numbers of an axis with their units.</summary>
internal static class Quantities
{
    /// <summary>A number with the axis' unit: <c>3 epochs</c>, <c>20 %</c>.</summary>
    public static string Text(this Axis axis, double value)
    {
        var unit = value == 1 && axis.Unit is ("epochs" or "points") ? axis.Unit[..^1] : axis.Unit;
        return unit.Length == 0 ? Numbers.Text(value) : $"{Numbers.Text(value)} {unit}";
    }

    /// <summary>A curve's value with the range about it, where there is one.</summary>
    public static string Text(this Axis axis, CurvePoint point)
    {
        var what = point.IsInterval ? "95 % interval" : $"mean of {point.Count}";
        var range = point.HasRange ? $" ({what}: {axis.Text(point.Low)} to {axis.Text(point.High)})" : "";
        return axis.Text(point.Mean) + range;
    }
}
