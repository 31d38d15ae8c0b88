using System.Globalization;
using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>
/// Spearman's rank correlation of all pairs of measures, the number in each cell and below it n, of how many points it is. Where the bootstrap interval contains 0 the cell
/// is grey and the number in brackets: no sign was found.
/// </summary>
internal static class CorrelationFigure
{
    private const int CellWidth = 58;
    private const int CellHeight = 36;

    public static Figure Of(FigureTables tables)
    {
        var names = tables
            .Correlations.SelectMany(r => new[] { r.MeasureA, r.MeasureB })
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var cells = Math.Max(names.Count, 5);
        return new(1, [Matrix(tables.Correlations, names)], 300 + (cells * CellWidth), 250 + (cells * CellHeight));
    }

    private static Panel Matrix(IReadOnlyList<CorrelationRow> rows, List<string> names)
    {
        var panel = new Panel("Rank correlation of the measures over seeds and times", "", "");
        // Only the lower triangle: the matrix is symmetric.
        var cells = rows.Where(r => r.MeasureA != r.MeasureB && double.IsFinite(r.Spearman))
            .DistinctBy(Places)
            .Select(r => Cell(r, Places(r)))
            .ToList();
        if (cells.Count == 0)
            return panel;
        panel.Add(new HeatMap("Spearman's ρ", cells, ColorScale.Diverging, -1, 1));
        var labels = names.Select(Words).ToList();
        panel.X = new Axis("") { Ticks = [.. labels.Select((label, i) => ((double)i, label))], Slopes = true };
        // Rows run downwards.
        panel.Y = new Axis("") { Ticks = [.. Enumerable.Reverse(labels).Select((label, i) => ((double)i, label))] };
        // The first row and the last column of a lower triangle are empty.
        var end = names.Count - 1.5;
        panel.Limits = (-0.5, end, -0.5, end);
        panel.Note("n: points, each of a seed at a time. In brackets on grey: the bootstrap 95 % interval contains 0.");
        return panel;

        (int Row, int Column) Places(CorrelationRow row)
        {
            var (a, b) = (names.IndexOf(row.MeasureA), names.IndexOf(row.MeasureB));
            return (Math.Max(a, b), Math.Min(a, b));
        }

        Cell Cell(CorrelationRow row, (int Row, int Column) at)
        {
            // NaN compares false both ways, so that an interval that was not found is no evidence.
            var hasSign = row.SpearmanLow > 0 || row.SpearmanHigh < 0;
            var number = Text(row.Spearman, "0.00");
            var (bottom, top) = (names.Count - at.Row - 1.5, names.Count - at.Row - 0.5);
            return new(at.Column - 0.5, at.Column + 0.5, bottom, top, row.Spearman, Note(row))
            {
                IsGrey = !hasSign,
                Text = hasSign ? number : $"({number})",
                Small = string.Create(CultureInfo.InvariantCulture, $"n {row.Points}"),
            };
        }
    }

    private static string Note(CorrelationRow row) =>
        $"{Words(row.MeasureA)} and {Words(row.MeasureB)}\n"
        + $"Spearman {Text(row.Spearman)} {Interval(row.SpearmanLow, row.SpearmanHigh)}\n"
        + $"Pearson {Text(row.Pearson)} {Interval(row.PearsonLow, row.PearsonHigh)}\n"
        + string.Create(CultureInfo.InvariantCulture, $"over {row.Points} points, each of a seed at a time");

    private static string Interval(double low, double high) =>
        double.IsNaN(low) || double.IsNaN(high) ? "(no interval)" : $"[{Text(low)}, {Text(high)}]";

    private static string Text(double value, string format = "0.###") =>
        value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Words(string id) =>
        id.Replace('_', ' ')
            .Replace("relu", "ReLU", StringComparison.Ordinal)
            .Replace("ntk", "NTK", StringComparison.Ordinal);
}
