namespace NtkRepro.Figures;

/// <summary>Rows by their factor on the learning rate, the base rate first.</summary>
internal static class Rates
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
    public static int Draw<T>(
        Panel panel,
        IEnumerable<T> rows,
        Func<T, double> rate,
        Func<IEnumerable<T>, IReadOnlyList<CurvePoint>> points,
        string name = "",
        int from = 0
    )
    {
        var groups = rows.GroupBy(rate).OrderByDescending(g => g.Key == Base).ThenByDescending(g => g.Key).ToList();
        foreach (var group in groups)
        {
            var suffix = groups.Count == 1 && group.Key == Base ? "" : Name(group.Key);
            var full = name.Length > 0 && suffix.Length > 0 ? $"{name}, {suffix}" : name + suffix;
            panel.Curve(points(group), Theme.Series(from++), full);
        }
        return from;
    }

    /// <summary>A rate as a reader would write it.</summary>
    public static string Name(double rate) =>
        rate == Base ? "base learning rate" : $"{Theme.Text(rate)} × learning rate";
}
