using System.Globalization;

namespace NtkRepro.Figures;

/// <summary>Means over seeds and pairs of children, in the order of what they are plotted against.</summary>
internal static class Averages
{
    /// <summary>The mean of <paramref name="value"/> for each distinct <paramref name="at"/>, as xs and ys in order.</summary>
    public static (double[] Xs, double[] Ys) By<T>(IEnumerable<T> rows, Func<T, double> at, Func<T, double> value)
    {
        var groups = rows.GroupBy(at).OrderBy(g => g.Key).ToList();
        return ([.. groups.Select(g => g.Key)], [.. groups.Select(g => g.Average(value))]);
    }

    /// <summary>A number as a reader would write it.</summary>
    public static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
