using System.Globalization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Comparing;

/// <summary>The numbers of a run, and how a person is told them.</summary>
internal static class RunNumbers
{
    /// <summary>All measures at all times as they are in the tables, as means over seeds; their intervals too.</summary>
    public static IReadOnlyList<HeadlineRow> Measures(RunResult result) =>
        [
            .. RunTables
                .OfNetworks<MeasureRow>(result, "measures")
                .GroupBy(r => (r.Dataset, r.Model, r.Row.Measure, Time: Math.Round(r.Row.Time, 9)))
                .Select(g => new HeadlineRow(
                    g.Key.Dataset,
                    g.Key.Model,
                    g.Key.Measure,
                    "",
                    g.Key.Time,
                    g.Average(r => r.Row.Value),
                    g.Average(r => r.Row.Low),
                    g.Average(r => r.Row.High),
                    g.Count()
                )),
        ];

    /// <summary>What a number is, in a few words: <c>barrier, epoch 4</c>.</summary>
    public static string Words(string measure, double time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Headlines.Name(measure)}, epoch {Math.Round(time, 2)}");

    /// <summary>A number as it is told: <c>12.3 %</c>, <c>1.2 pt</c> (percentage points), <c>0.0123</c>; a dash for none.</summary>
    public static string Text(string unit, double value) =>
        double.IsNaN(value) ? "–"
        : Suffix(unit) is { Length: > 0 } suffix
            ? value.ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−') + suffix
        : Numbers.Text(value);

    /// <summary>A number with its interval, or its range over seeds, where there is one: <c>12.3 % [11.0, 13.5]</c>.</summary>
    public static string Text(string unit, double value, double low, double high)
    {
        if (double.IsNaN(low) || double.IsNaN(high))
            return Text(unit, value);
        return $"{Text(unit, value)} [{Bound(low)}, {Bound(high)}]";

        string Bound(double bound)
        {
            var text = Text(unit, bound);
            return text[..^Suffix(unit).Length];
        }
    }

    /// <summary>A difference with its sign; that of percentages is in percentage points: <c>+1.2 pt</c>.</summary>
    public static string Difference(string unit, double value)
    {
        if (double.IsNaN(value))
            return "–";
        var text = Text(unit == "%" ? "points" : unit, value);
        // What rounds to nothing has no sign.
        var size = text.TrimStart('−');
        return size.StartsWith("0.0 ", StringComparison.Ordinal) ? size : (value > 0 ? "+" : "") + text;
    }

    private static string Suffix(string unit) =>
        unit switch
        {
            "%" => " %",
            "points" => " pt",
            _ => "",
        };
}
