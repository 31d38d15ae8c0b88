using NtkRepro.Figures;

namespace NtkRepro.Reporting.Html;

/// <summary>
/// An axis as Plotly has it. Plotly knows no axis of times that is linear near 0: a time t is drawn at t + 0.1 on a logarithmic one, which
/// is the same, and its labels say t.
/// </summary>
/// <param name="axis">The axis.</param>
/// <param name="values">All that lies on it.</param>
/// <param name="margin">Free beyond the first and the last of them, as a share of what lies between.</param>
/// <param name="limits">The part that is shown; null where the values decide.</param>
internal sealed class PlotlyAxis(
    Axis axis,
    IReadOnlyCollection<double> values,
    double margin,
    (double Low, double High)? limits = null
)
{
    private const int MostLabels = 6;
    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>Whether its numbers can lie otherwise than they do.</summary>
    public bool CanSwitch => axis.Scale != Scale.Linear && axis.Ticks.Count == 0 && Known.Count > 0;

    /// <summary>What the switch says: how the numbers lie now.</summary>
    public string Name => axis.Scale == Scale.Time ? "stretched" : "logarithmic";

    private List<double> Known => [.. values.Where(axis.Shows)];

    /// <summary>Where a number is drawn.</summary>
    public double At(double value) => axis.Scale == Scale.Time ? value + TimeTicks.Knee : value;

    /// <summary>The settings of the axis as the figure has it.</summary>
    public Dictionary<string, object> AsDrawn()
    {
        var settings = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = axis.Scale == Scale.Linear ? "linear" : "log",
        };
        if (axis.Ticks.Count > 0)
            Label(settings, axis.Ticks.Select(t => (At(t.At), t.Label)));
        else if (axis.Scale == Scale.Time)
            Label(settings, TimeTicks.Labelled.Select(t => (At(t), Numbers.Text(t))));
        else if (axis.Scale == Scale.Logarithmic)
            (settings["tickmode"], settings["exponentformat"], settings["minexponent"]) = ("auto", "power", 4);
        if (Range(x => axis.Scale == Scale.Linear ? x : Math.Log10(At(x))) is { } range)
            settings["range"] = range;
        return settings;
    }

    /// <summary>The settings of the same axis with its numbers as they are.</summary>
    public Dictionary<string, object> AsLinear()
    {
        var settings = new Dictionary<string, object>(StringComparer.Ordinal) { ["type"] = "linear" };
        var range = Range(At)!;
        settings["range"] = range;
        if (axis.Scale == Scale.Time)
            Label(settings, RoundNumbers(0, range[1]).Select(t => (At(t), Numbers.Text(t))));
        else
            settings["tickmode"] = "auto";
        return settings;
    }

    private double[]? Range(Func<double, double> at)
    {
        var (low, high) = limits ?? (Known.DefaultIfEmpty(double.NaN).Min(), Known.DefaultIfEmpty(double.NaN).Max());
        if (double.IsNaN(low))
            return null;
        (low, high) = (at(low), at(high));
        var space = limits is not null ? 0 : margin * (high > low ? high - low : Math.Max(Math.Abs(high), 1));
        return [Numbers.Short(low - space), Numbers.Short(high + space)];
    }

    private static void Label(Dictionary<string, object> settings, IEnumerable<(double At, string Label)> ticks)
    {
        var all = ticks.ToList();
        (settings["tickmode"], settings["tickvals"], settings["ticktext"]) = (
            "array",
            all.ConvertAll(t => Numbers.Short(t.At)),
            all.ConvertAll(t => t.Label)
        );
    }

    private static IEnumerable<double> RoundNumbers(double low, double high)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(high - low, 1e-9) / MostLabels)));
        var step = Steps.Select(s => s * power).First(s => (high - low) / s <= MostLabels + 1);
        for (var i = 0; low + (i * step) <= high; i++)
            yield return low + (i * step);
    }
}
