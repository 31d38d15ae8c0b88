namespace NtkRepro.Figures;

/// <summary>Rows by their factor on the learning rate, the base rate first.</summary>
public static class Rates
{
    /// <summary>The factor of runs at the base learning rate.</summary>
    public const double Base = 1;

    /// <summary>Draws a curve for each rate, named by it where there are several or where the panel has other curves.</summary>
    /// <param name="panel">Where to draw.</param>
    /// <param name="rows">The rows of all rates.</param>
    /// <param name="rate">The rate of a row.</param>
    /// <param name="points">The points of the rows of one rate.</param>
    /// <param name="name">What the curve is; empty where the panel says it.</param>
    /// <param name="from">The number of the first style.</param>
    /// <returns>The number of the next style.</returns>
    internal static int Draw<T>(
        Panel panel,
        IEnumerable<T> rows,
        Func<T, double> rate,
        Func<IEnumerable<T>, IReadOnlyList<CurvePoint>> points,
        string name = "",
        int from = 0
    )
    {
        var groups = Groups(rows, rate);
        foreach (var group in groups)
        {
            var suffix = groups.Count == 1 && group.Key == Base ? "" : Name(group.Key);
            var full = name.Length > 0 && suffix.Length > 0 ? $"{name}, {suffix}" : name + suffix;
            panel.Curve(points(group), Theme.Series(from++), full);
        }
        return from;
    }

    /// <summary>The rows of each rate, the base rate's first, then from the highest down.</summary>
    /// <param name="rows">The rows of all rates.</param>
    /// <param name="rate">The rate of a row.</param>
    public static IReadOnlyList<IGrouping<double, T>> Groups<T>(IEnumerable<T> rows, Func<T, double> rate) =>
        [.. rows.GroupBy(rate).OrderByDescending(g => g.Key == Base).ThenByDescending(g => g.Key)];

    /// <summary>A rate as a reader would write it.</summary>
    public static string Name(double rate) =>
        rate == Base ? "base learning rate" : $"{Theme.Text(rate)} × learning rate";
}
