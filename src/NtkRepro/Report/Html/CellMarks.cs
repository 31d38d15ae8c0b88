using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using static NtkRepro.Report.Html.Tags;

namespace NtkRepro.Report.Html;

/// <summary>Marks on the cells of the two heat maps: kernel distances over time, and correlations.</summary>
internal static class CellMarks
{
    private const int MostCells = 2500;
    private const double Radius = 14;

    /// <summary>
    /// A mark for every two times, on both of the cells that say their distance. The cells are equal parts of the map; later times are
    /// to the right and further up.
    /// </summary>
    /// <param name="tables">The tables without diverged runs.</param>
    /// <param name="names">The network's instances.</param>
    /// <param name="panel">The panel as it was drawn.</param>
    public static IReadOnlyList<Mark> OnDistances(FigureTables tables, InstanceNames names, DrawnPanel panel)
    {
        var times = tables
            .KernelVelocities.SelectMany(v => new[] { v.Time, v.Time + v.Interval })
            .DistinctBy(CurvePoints.Key)
            .Order()
            .ToList();
        if (DrawnShapes.Cells(panel) is not { } map || times.Count * times.Count > MostCells)
            return [];
        var means = tables
            .KernelDistances.Where(d => double.IsFinite(d.Distance))
            .ToLookup(d => Pair(CurvePoints.Key(d.TimeA), CurvePoints.Key(d.TimeB)));
        // A cell without a value is not drawn; the map is known to be whole where its first and its last cell are.
        if (times.Count == 0 || !Has(times[0]) || !Has(times[^1]))
            return [];
        var marks = new List<Mark>();
        for (var a = 0; a < times.Count; a++)
        {
            for (var b = a; b < times.Count; b++)
            {
                var rows = means[Pair(CurvePoints.Key(times[a]), CurvePoints.Key(times[b]))].ToList();
                if (rows.Count > 0)
                    marks.Add(new Mark(a, Cells(map, times.Count, a, b), Text(names, rows, times[a], times[b])));
            }
        }
        return marks;

        bool Has(double time) => means[Pair(CurvePoints.Key(time), CurvePoints.Key(time))].Any();
    }

    /// <summary>A mark on each number of the matrix of correlations.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="panel">The panel as it was drawn.</param>
    public static IReadOnlyList<Mark> OnCorrelations(IReadOnlyList<CorrelationRow> rows, DrawnPanel panel)
    {
        var texts = DrawnShapes.Texts(panel);
        var drawn = rows.Where(r => r.MeasureA != r.MeasureB && double.IsFinite(r.Spearman))
            .DistinctBy(r =>
                string.CompareOrdinal(r.MeasureA, r.MeasureB) < 0 ? (r.MeasureA, r.MeasureB) : (r.MeasureB, r.MeasureA)
            )
            .ToList();
        // One number for each row, in the order of the table; any other drawing is not this one.
        if (texts.Count != drawn.Count || !texts.Zip(drawn).All(p => IsNumber(p.First.Text, p.Second.Spearman)))
            return [];
        return [.. drawn.Zip(texts).Select(p => new Mark(0, Marks.Circle(p.Second.Middle, Radius), Text(p.First)))];
    }

    private static bool IsNumber(string text, double value) =>
        double.TryParse(text.Trim('(', ')').Replace('−', '-'), out var number) && Math.Abs(number - value) <= 0.0051;

    private static string Text(CorrelationRow row) =>
        $"{Words(row.MeasureA)} and {Words(row.MeasureB)}\n"
        + $"Spearman {Numbers.Text(Math.Round(row.Spearman, 3))} {Interval(row.SpearmanLow, row.SpearmanHigh)}\n"
        + $"Pearson {Numbers.Text(Math.Round(row.Pearson, 3))} {Interval(row.PearsonLow, row.PearsonHigh)}\n"
        + $"over {Numbers.Of(row.Points, "seed and time", "seeds and times")}";

    private static string Interval(double low, double high) =>
        double.IsNaN(low) || double.IsNaN(high)
            ? "(no interval)"
            : $"[{Numbers.Text(Math.Round(low, 3))}, {Numbers.Text(Math.Round(high, 3))}]";

    private static string Words(string id) => id.Replace('_', ' ');

    private static string Text(InstanceNames names, List<KernelDistanceRow> rows, double a, double b)
    {
        var instances = rows.SelectMany(d =>
            new[] { names.Find("kernel", d.Seed, a), names.Find("kernel", d.Seed, b) }
        );
        var mean = rows.Select(d => d.Distance).Order().Average();
        var seeds = rows.Count > 1 ? $" (mean of {Numbers.Of(rows.Count, "seed")})" : "";
        return $"S = {Numbers.Text(mean)}{seeds}\nepochs {Numbers.Text(a)} and {Numbers.Text(b)}\n"
            + InstanceNames.Together(instances);
    }

    private static XElement Cells(Box map, int count, int a, int b)
    {
        var path = a == b ? Cell(a, b) : Cell(a, b) + Cell(b, a);
        return Shape("path", Is("d", path));

        string Cell(int column, int row)
        {
            var (wide, high) = (map.Width / count, map.Height / count);
            var (x, y) = (Pixels.Text(map.Left + (column * wide)), Pixels.Text(map.Bottom - ((row + 1) * high)));
            return $"M{x} {y}h{Pixels.Text(wide)}v{Pixels.Text(high)}h{Pixels.Text(-wide)}Z";
        }
    }

    private static (long, long) Pair(long a, long b) => a < b ? (a, b) : (b, a);
}
