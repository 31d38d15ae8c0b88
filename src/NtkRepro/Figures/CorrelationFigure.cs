using System.Globalization;
using NtkRepro.Metrics;
using ScottPlot;
using ScottPlot.Colormaps;

namespace NtkRepro.Figures;

/// <summary>
/// Spearman's rank correlation of all pairs of measures, the number in each cell and below it n, of how many points it is. Where the bootstrap interval contains 0 the cell
/// is grey and the number in brackets: no sign was found.
/// </summary>
public static class CorrelationFigure
{
    private const int CellWidth = 58;
    private const int CellHeight = 36;

    // Of the labels below the columns, degrees.
    private const int Slope = 40;

    internal static void Draw(string path, FigureTables tables)
    {
        var names = Names(tables.Correlations);
        var cells = Math.Max(names.Count, 5);
        FigureFile.Save(
            path,
            1,
            [Matrix(tables.Correlations, names)],
            300 + (cells * CellWidth),
            250 + (cells * CellHeight)
        );
    }

    private static Panel Matrix(IReadOnlyList<CorrelationRow> rows, IList<string> names)
    {
        var panel = new Panel("Rank correlation of the measures over seeds and times", "", "") { FitsData = false };
        var last = names.Count - 1;
        var map = new ColorCells(Diverging(), -1, 1);
        var drawn = new HashSet<(int, int)>();
        var plot = panel.Plot;
        foreach (var row in rows.Where(r => r.MeasureA != r.MeasureB && double.IsFinite(r.Spearman)))
        {
            var (a, b) = (names.IndexOf(row.MeasureA), names.IndexOf(row.MeasureB));
            // Only the lower triangle: the matrix is symmetric.
            var (i, j) = (Math.Max(a, b), Math.Min(a, b));
            if (drawn.Contains((i, j)))
                continue;
            drawn.Add((i, j));
            // NaN compares false both ways, so that an interval that was not found is no evidence.
            var sign = row.SpearmanLow > 0 || row.SpearmanHigh < 0;
            panel.HasData = true;
            Write(plot, map, row, sign, Cell(names.Count, i, j));
        }
        if (!panel.HasData)
            return panel;
        plot.HideGrid();
        plot.Axes.Right.MinimumSize = 10;
        map.AddBar(plot, "Spearman's ρ");
        Ticks(plot, names);
        // The first row and the last column of a lower triangle are empty.
        plot.Axes.SetLimits(-0.5, last - 0.5, -0.5, last - 0.5);
        panel.Note("n: points, each of a seed at a time. In brackets on grey: the bootstrap 95 % interval contains 0.");
        return panel;
    }

    /// <summary>The place of a cell: rows run downwards.</summary>
    /// <param name="count">Of the measures.</param>
    /// <param name="row">The number of the later measure.</param>
    /// <param name="column">The number of the earlier one.</param>
    public static CoordinateRect Cell(int count, int row, int column) =>
        new(column - 0.5, column + 0.5, count - row - 1.5, count - row - 0.5);

    private static void Write(Plot plot, ColorCells map, CorrelationRow row, bool sign, CoordinateRect place)
    {
        var value = row.Spearman;
        if (sign)
            map.Draw(plot, place, value);
        else
            ColorCells.Fill(plot, place, Color.FromHex("#E8E8E8"));
        var number = value.ToString("0.00", CultureInfo.InvariantCulture).Replace('-', '−');
        var color = sign ? (Math.Abs(value) > 0.6 ? Colors.White : Colors.Black) : Theme.Aside;
        Line(sign ? number : $"({number})", 0.14, 12.5f);
        Line(string.Create(CultureInfo.InvariantCulture, $"n {row.Points}"), -0.26, 9);

        // above: the middle, in heights of a cell.
        void Line(string words, double above, float size)
        {
            var text = plot.Add.Text(words, place.HorizontalCenter, place.VerticalCenter + above);
            text.Alignment = Alignment.MiddleCenter;
            text.LabelFontSize = size;
            text.LabelFontColor = color;
        }
    }

    private static void Ticks(Plot plot, IList<string> names)
    {
        double[] places = [.. names.Select((_, i) => (double)i)];
        var labels = names.Select(Words).ToArray();
        plot.Axes.Left.SetTicks(places, [.. labels.Reverse()]);
        plot.Axes.Bottom.SetTicks(places, labels);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -Slope;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        var longest = labels.Max(label => FigureFont.Width(label, Theme.TickSize));
        plot.Axes.Bottom.MinimumSize = 28 + (longest * MathF.Sin(Slope * MathF.PI / 180));
        plot.Axes.Left.MinimumSize = 16 + longest;
    }

    private static string Words(string id) =>
        id.Replace('_', ' ')
            .Replace("relu", "ReLU", StringComparison.Ordinal)
            .Replace("ntk", "NTK", StringComparison.Ordinal);

    /// <summary>The measures, in the order of rows and columns.</summary>
    public static IList<string> Names(IReadOnlyList<CorrelationRow> rows) =>
        rows.SelectMany(r => new[] { r.MeasureA, r.MeasureB }).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>Blue for −1, white for 0, vermilion for 1, in steps too fine to be seen.</summary>
    private static CustomPalette Diverging()
    {
        const int half = 100;
        var (low, high) = (Color.FromHex("#0A5490"), Color.FromHex("#A83A00"));
        return new([
            .. Enumerable
                .Range(-half, (2 * half) + 1)
                .Select(i => Between(i < 0 ? low : high, Math.Abs(i) / (double)half)),
        ]);

        static Color Between(Color end, double share) => new(Mix(end.R, share), Mix(end.G, share), Mix(end.B, share));

        static byte Mix(byte end, double share) => (byte)Math.Round(255 + ((end - 255) * share));
    }
}
