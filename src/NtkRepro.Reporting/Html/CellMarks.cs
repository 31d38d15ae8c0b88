using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>Marks on the cells of the two heat maps: kernel distances over time, and correlations.</summary>
internal static class CellMarks
{
    private const int MostCells = 2500;
    private const double Radius = 14;

    /// <summary>
    /// A mark for every two times, on both of the cells that say their distance.
    /// </summary>
    /// <param name="tables">The tables without diverged runs.</param>
    /// <param name="names">The network's instances.</param>
    /// <param name="panel">The panel as it was drawn.</param>
    public static IReadOnlyList<Mark> OnDistances(FigureTables tables, InstanceNames names, DrawnPanel panel)
    {
        var times = KernelFigure.Times(tables);
        if (times.Count < 2 || times.Count * times.Count > MostCells)
            return [];
        var means = tables
            .KernelDistances.Where(d => double.IsFinite(d.Distance))
            .ToLookup(d => Pair(CurvePoints.Key(d.TimeA), CurvePoints.Key(d.TimeB)));
        var marks = new List<Mark>();
        for (var a = 0; a < times.Count; a++)
        {
            for (var b = a; b < times.Count; b++)
            {
                var rows = means[Pair(CurvePoints.Key(times[a]), CurvePoints.Key(times[b]))].ToList();
                if (rows.Count > 0)
                    marks.Add(new Mark(a, Cells(panel, times, a, b), Text(names, rows, times[a], times[b])));
            }
        }
        return marks;
    }

    /// <summary>A mark on each number of the matrix of correlations.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="panel">The panel as it was drawn.</param>
    public static IReadOnlyList<Mark> OnCorrelations(IReadOnlyList<CorrelationRow> rows, DrawnPanel panel)
    {
        var names = CorrelationFigure.Names(rows);
        var drawn = rows.Where(r => r.MeasureA != r.MeasureB && double.IsFinite(r.Spearman))
            .DistinctBy(r =>
                string.CompareOrdinal(r.MeasureA, r.MeasureB) < 0 ? (r.MeasureA, r.MeasureB) : (r.MeasureB, r.MeasureA)
            )
            .ToList();
        return drawn.ConvertAll(row => new Mark(0, Marks.Circle(Middle(row), Radius), Text(row)));

        Place Middle(CorrelationRow row)
        {
            var (a, b) = (names.IndexOf(row.MeasureA), names.IndexOf(row.MeasureB));
            var cell = CorrelationFigure.Cell(names.Count, Math.Max(a, b), Math.Min(a, b));
            return panel.At(new Place(cell.HorizontalCenter, cell.VerticalCenter));
        }
    }

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

    private static XElement Cells(DrawnPanel panel, IReadOnlyList<double> times, int a, int b)
    {
        var path = a == b ? Cell(a, b) : Cell(a, b) + Cell(b, a);
        return Shape("path", Is("d", path));

        string Cell(int column, int row)
        {
            var cell = KernelFigure.Cell(times, column, row);
            var (from, to) = (panel.At(new Place(cell.Left, cell.Top)), panel.At(new Place(cell.Right, cell.Bottom)));
            var wide = to.X - from.X;
            return $"M{Pixels.Text(from.X)} {Pixels.Text(from.Y)}h{Pixels.Text(wide)}v{Pixels.Text(to.Y - from.Y)}h{Pixels.Text(-wide)}Z";
        }
    }

    private static (long, long) Pair(long a, long b) => a < b ? (a, b) : (b, a);
}
