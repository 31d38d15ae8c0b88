using ScottPlot;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>Saves panels as one SVG.</summary>
internal static class FigureFile
{
    private const int NoteMargin = 14;
    private const int NoteLine = 16;

    /// <summary>Draws the panels row by row, and below them their notes, each once.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="panels">At least one.</param>
    /// <param name="width">Of a panel, pixels.</param>
    /// <param name="height">Of a panel, pixels.</param>
    public static void Save(
        string path,
        int columns,
        IReadOnlyList<Panel> panels,
        int width = Theme.PanelWidth,
        int height = Theme.PanelHeight
    )
    {
        columns = Math.Min(columns, panels.Count);
        foreach (var row in panels.Chunk(columns))
        {
            var legend = row.Select(panel => panel.Finish(width)).ToList().Max();
            foreach (var panel in row)
                panel.KeepForLegend(legend);
        }
        var notes = Wrapped(panels.SelectMany(panel => panel.Notes).Distinct(), columns * width);
        var (right, bottom) = (columns * width, (panels.Count + columns - 1) / columns * height);
        var end = bottom + (notes.Count == 0 ? 0 : NoteMargin + (notes.Count * NoteLine));
        using var stream = File.Create(path);
        using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, right, end), stream);
        foreach (var (i, panel) in panels.Index())
        {
            var (left, top) = (i % columns * width, i / columns * height);
            panel.Plot.Render(canvas, new PixelRect(left, left + width, top + height, top));
        }
        if (notes.Count > 0)
            Footnote(string.Join('\n', notes)).Render(canvas, new PixelRect(0, right, end, bottom));
    }

    /// <summary>A strip without axes that holds text.</summary>
    private static Plot Footnote(string text)
    {
        var plot = Theme.NewPlot("", "", "");
        plot.HideGrid();
        foreach (var axis in plot.Axes.GetAxes())
            axis.IsVisible = false;
        plot.Axes.Left.MinimumSize = plot.Axes.Right.MinimumSize = 0;
        plot.Axes.SetLimits(0, 1, 0, 1);
        var note = plot.Add.Text(text, 0, 1);
        (note.OffsetX, note.LabelFontSize, note.LabelFontColor) = (10, Theme.LegendSize, Theme.Aside);
        return plot;
    }

    /// <summary>The sentences one after the other, in lines that fit.</summary>
    private static List<string> Wrapped(IEnumerable<string> sentences, int width)
    {
        var lines = new List<string>();
        foreach (var word in sentences.SelectMany(s => s.Split(' ')))
        {
            var longer = lines.Count == 0 ? word : $"{lines[^1]} {word}";
            if (lines.Count > 0 && Theme.TextWidth(longer, Theme.LegendSize) <= width - 20)
                lines[^1] = longer;
            else
                lines.Add(word);
        }
        return lines;
    }
}
