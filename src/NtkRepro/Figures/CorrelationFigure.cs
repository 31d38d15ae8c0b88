using System.Globalization;
using NtkRepro.Metrics;
using ScottPlot;
using ScottPlot.Colormaps;

namespace NtkRepro.Figures;

/// <summary>
/// Spearman's rank correlation of all pairs of measures, the number in each cell. Where the bootstrap interval contains 0 the cell
/// is grey and the number in brackets: no sign was found.
/// </summary>
internal static class CorrelationFigure
{
    private const int CellWidth = 58;
    private const int CellHeight = 30;

    public static void Draw(string path, FigureTables tables)
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

    private static Panel Matrix(IReadOnlyList<CorrelationRow> rows, List<string> names)
    {
        var panel = new Panel("Rank correlation of the measures over seeds and times", "", "") { FitsData = false };
        var last = names.Count - 1;
        var (values, certain) = (new double[names.Count, names.Count], new double[names.Count, names.Count]);
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = 0; j < names.Count; j++)
                (values[i, j], certain[i, j]) = (double.NaN, double.NaN);
        }
        var plot = panel.Plot;
        foreach (var row in rows.Where(r => r.MeasureA != r.MeasureB && double.IsFinite(r.Spearman)))
        {
            var (a, b) = (names.IndexOf(row.MeasureA), names.IndexOf(row.MeasureB));
            // Only the lower triangle: the matrix is symmetric.
            var (i, j) = (Math.Max(a, b), Math.Min(a, b));
            if (double.IsFinite(values[i, j]))
                continue;
            values[i, j] = row.Spearman;
            // NaN compares false both ways, so that an interval that was not found is no evidence.
            var sign = row.SpearmanLow > 0 || row.SpearmanHigh < 0;
            certain[i, j] = sign ? row.Spearman : double.NaN;
            panel.HasData = true;
            Write(plot, row.Spearman, sign, j, last - i);
        }
        if (!panel.HasData)
            return panel;
        Shade(plot, values, certain);
        Ticks(plot, names);
        // The first row and the last column of a lower triangle are empty.
        plot.Axes.SetLimits(-0.5, last - 0.5, -0.5, last - 0.5);
        panel.Note("In brackets on grey: the bootstrap 95 % interval contains 0.");
        return panel;
    }

    private static void Write(Plot plot, double value, bool sign, int column, int y)
    {
        var number = value.ToString("0.00", CultureInfo.InvariantCulture).Replace('-', '−');
        var text = plot.Add.Text(sign ? number : $"({number})", column, y);
        text.Alignment = Alignment.MiddleCenter;
        text.LabelFontSize = 12.5f;
        text.LabelFontColor = sign ? (Math.Abs(value) > 0.6 ? Colors.White : Colors.Black) : Theme.Aside;
    }

    /// <summary>The cells go below the numbers.</summary>
    private static void Shade(Plot plot, double[,] values, double[,] certain)
    {
        var map = plot.Add.Heatmap(certain);
        map.Colormap = Diverging();
        map.ManualRange = new ScottPlot.Range(-1, 1);
        var unclear = (double[,])values.Clone();
        for (var i = 0; i < unclear.GetLength(0); i++)
        {
            for (var j = 0; j < unclear.GetLength(1); j++)
                unclear[i, j] = double.IsFinite(values[i, j]) && double.IsNaN(certain[i, j]) ? 0 : double.NaN;
        }
        var grey = plot.Add.Heatmap(unclear);
        grey.Colormap = new CustomPalette([Color.FromHex("#E8E8E8")]);
        plot.PlottableList.Remove(map);
        plot.PlottableList.Remove(grey);
        plot.PlottableList.InsertRange(0, [grey, map]);
        plot.HideGrid();
        plot.Axes.Right.MinimumSize = 10;
        var bar = plot.Add.ColorBar(map);
        (bar.Width, bar.Label) = (16, "Spearman's ρ");
        bar.LabelStyle.FontSize = Theme.LabelSize;
        bar.LabelStyle.Bold = false;
        bar.Axis.TickLabelStyle.FontSize = Theme.TickSize;
    }

    private static void Ticks(Plot plot, List<string> names)
    {
        double[] places = [.. names.Select((_, i) => (double)i)];
        var labels = names.Select(Words).ToArray();
        plot.Axes.Left.SetTicks(places, [.. labels.Reverse()]);
        plot.Axes.Bottom.SetTicks(places, labels);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -40;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.MinimumSize = 30 + (labels.Max(l => l.Length) * Theme.TickSize * 0.36f);
        plot.Axes.Left.MinimumSize = 20 + (labels.Max(l => l.Length) * Theme.TickSize * 0.56f);
    }

    private static string Words(string id) =>
        id.Replace('_', ' ')
            .Replace("relu", "ReLU", StringComparison.Ordinal)
            .Replace("ntk", "NTK", StringComparison.Ordinal);

    private static List<string> Names(IReadOnlyList<CorrelationRow> rows) =>
        [.. rows.SelectMany(r => new[] { r.MeasureA, r.MeasureB }).Distinct(StringComparer.Ordinal)];

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
