using NtkRepro.Figures;

namespace NtkRepro.Reporting.Html;

/// <summary>What an axis measures.</summary>
/// <param name="Name">In words.</param>
/// <param name="Unit">Behind a number, with a space where there is one between them.</param>
/// <param name="Scale">How its values lie on the axis.</param>
internal sealed record Quantity(string Name, string Unit = "", Scale Scale = Scale.Linear)
{
    public string Text(double value) => Numbers.Text(value) + (value == 1 && Unit.EndsWith('s') ? Unit[..^1] : Unit);

    /// <summary>Whether a figure can show a value.</summary>
    public bool Shows(double value) => double.IsFinite(value) && (Scale != Scale.Logarithmic || value > 0);

    /// <summary>Where a value lies on the axis, as the figures have it.</summary>
    public double OnAxis(double value) =>
        Scale switch
        {
            Scale.Time => TimeTicks.Place(value),
            Scale.Logarithmic => Math.Log10(value),
            _ => value,
        };
}

/// <summary>A point of a figure and what is said of it.</summary>
/// <param name="X">Horizontally, in the quantity's unit.</param>
/// <param name="Y">Vertically.</param>
/// <param name="Text">Its value and where it comes from.</param>
internal sealed record DataPoint(double X, double Y, string Text);

/// <summary>The points of one curve.</summary>
/// <param name="Name">The curve's name; empty where the panel has one alone.</param>
/// <param name="Points">In the order in which they are drawn.</param>
internal sealed record PointSeries(string Name, IReadOnlyList<DataPoint> Points);

/// <summary>What a panel shows, from the tables that it was drawn from.</summary>
/// <param name="X">The horizontal quantity.</param>
/// <param name="Y">The vertical quantity.</param>
/// <param name="Series">The curves, in the order in which they are drawn.</param>
internal sealed record PanelPoints(Quantity X, Quantity Y, IReadOnlyList<PointSeries> Series)
{
    private const int MostTold = 8;

    /// <summary>The panel in words, for those who cannot see it.</summary>
    public string InWords
    {
        get
        {
            var curves = Series.Where(s => s.Points.Count > 0).Select(Told).ToList();
            return curves.Count == 0 ? "Not measured." : $"{Y.Name} against {X.Name}. {string.Join(" ", curves)}";
        }
    }

    private string Told(PointSeries series)
    {
        var points = series.Points;
        var values =
            points.Count <= MostTold
                ? string.Join(", ", points.Select(At))
                : $"from {At(points[0])} to {At(points[^1])}; least {Y.Text(points.Min(p => p.Y))}, "
                    + $"greatest {Y.Text(points.Max(p => p.Y))}; {points.Count} points";
        return series.Name.Length == 0 ? $"{values}." : $"{series.Name}: {values}.";

        string At(DataPoint p) => $"{Y.Text(p.Y)} at {X.Text(p.X)}";
    }

    /// <summary>One curve: a point at each place, the mean of what was measured there, as the figures have it.</summary>
    /// <param name="name">The curve's name.</param>
    /// <param name="rows">The rows of its table.</param>
    /// <param name="x">The horizontal quantity and its value.</param>
    /// <param name="y">The vertical quantity and its value.</param>
    /// <param name="source">The instances that the rows of one point come from.</param>
    public static PointSeries Curve<T>(
        string name,
        IEnumerable<T> rows,
        (Quantity Quantity, Func<T, double> Of) x,
        (Quantity Quantity, Func<T, double> Of) y,
        Func<IEnumerable<T>, string> source
    )
    {
        var measured = rows.Where(r => double.IsFinite(x.Of(r)) && double.IsFinite(y.Of(r))).ToList();
        var at = measured.ToLookup(r => CurvePoints.Key(x.Of(r)));
        var points = CurvePoints.By(measured, x.Of, y.Of);
        return Curve(name, points, x.Quantity, y.Quantity, place => source(at[CurvePoints.Key(place)]));
    }

    /// <summary>One curve of points that the figure has itself.</summary>
    /// <param name="name">The curve's name.</param>
    /// <param name="points">The points.</param>
    /// <param name="x">The horizontal quantity.</param>
    /// <param name="y">The vertical quantity.</param>
    /// <param name="source">The instances that the point at a place comes from.</param>
    public static PointSeries Curve(
        string name,
        IEnumerable<CurvePoint> points,
        Quantity x,
        Quantity y,
        Func<double, string> source
    ) =>
        new(
            name,
            [
                .. points
                    .Where(p => x.Shows(p.X) && y.Shows(p.Low))
                    .Select(p => new DataPoint(p.X, p.Mean, Text(name, p, x, y, source(p.X)))),
            ]
        );

    private static string Text(string name, CurvePoint point, Quantity x, Quantity y, string source)
    {
        var what = point.IsInterval ? "95 % interval" : $"mean of {point.Count}";
        var range = point.HasRange ? $" ({what}: {y.Text(point.Low)} to {y.Text(point.High)})" : "";
        var head = name.Length == 0 ? "" : $"{name}\n";
        var tail = source.Length == 0 ? "" : $"\n{source}";
        return $"{head}{y.Name}: {y.Text(point.Mean)}{range}\n{x.Name}: {x.Text(point.X)}{tail}";
    }
}
