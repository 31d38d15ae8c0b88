using ScottPlot;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>Saves panels as one figure, in three files: SVG, PDF, and PNG of 300 dots per inch.</summary>
public static class FigureFile
{
    /// <summary>What follows the name of a figure.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".svg", ".pdf", ".png"];

    // The size in print: a panel of 430 pixels is three inches wide, and its ticks are labelled in 6 points.
    private const float PointsPerPixel = 0.5f;
    private const float DotsPerPixel = PointsPerPixel / 72 * PngFile.DotsPerInch;

    // Above a note and below it.
    private const int NoteMargin = 7;
    private const int NoteLine = 16;

    // ScottPlot shares fonts and caches within a process.
    private static readonly Lock Drawing = new();

    /// <summary>
    /// Draws the panels row by row, and below them their notes, each once. One figure is drawn at a time, whatever threads ask for it.
    /// </summary>
    /// <param name="path">The SVG to write; the others lie beside it.</param>
    /// <param name="figure">What to draw.</param>
    public static void Save(string path, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        lock (Drawing)
            Draw(path, figure);
    }

    private static void Draw(string path, Figure figure)
    {
        var (width, height, columns) = (figure.Width, figure.Height, Math.Min(figure.Columns, figure.Panels.Count));
        var panels = figure.Panels.Select(panel => new PanelDrawing(panel)).ToList();
        foreach (var row in panels.Chunk(columns))
        {
            var legend = row.Select(panel => panel.Finish(width)).ToList().Max();
            foreach (var panel in row)
                panel.KeepForLegend(legend);
        }
        var (right, bottom) = (columns * width, (panels.Count + columns - 1) / columns * height);
        var notes = Wrapped(figure.Panels.SelectMany(NotesOf).Distinct(), right);
        var parts = panels
            .Select(
                (panel, i) =>
                    new FigurePart(panel.Plot, i % columns * width, i / columns * height, width, height, panel.Heading)
            )
            .ToList();
        if (notes.Count > 0)
        {
            var space = (2 * NoteMargin) + (notes.Count * NoteLine);
            parts.Add(new FigurePart(Footnote(string.Join('\n', notes)), 0, bottom, right, space, null));
            bottom += space;
        }
        foreach (var part in parts)
            PolygonMarker.Use(part.Plot);
        Write(path, parts, right, bottom);
    }

    private static IEnumerable<string> NotesOf(Panel panel) =>
        panel.Items.OfType<Dots>().Select(dots => dots.LabelNote).Where(note => note.Length > 0).Concat(panel.Notes);

    private static void Write(string path, IReadOnlyList<FigurePart> parts, int width, int height)
    {
        FigureSvg.Save(path, parts, width, height);
        File.WriteAllBytes(Path.ChangeExtension(path, ".pdf"), Pdf(parts, width, height));
        var size = new SKImageInfo((int)(width * DotsPerPixel), (int)(height * DotsPerPixel), SKColorType.Rgba8888);
        // Opaque, or what is behind the picture shows where there is no panel.
        using var surface = SKSurface.Create(size.WithAlphaType(SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(DotsPerPixel);
        Draw(surface.Canvas, parts, inLayers: true);
        PngFile.Save(Path.ChangeExtension(path, ".png"), surface);
    }

    // Not by Skia into a file: on a full disk it says nothing of what is missing, or ends the process.
    private static byte[] Pdf(IReadOnlyList<FigurePart> parts, int width, int height)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream))
        {
            var page = document.BeginPage(width * PointsPerPixel, height * PointsPerPixel);
            page.Scale(PointsPerPixel);
            Draw(page, parts);
            document.Close();
        }
        return stream.ToArray();
    }

    // A plot clears what it may draw on, hence the clip. Where a part ends between two dots, a layer of its own keeps the half of the dot
    // that it clears but does not fill from being black.
    private static void Draw(SKCanvas canvas, IReadOnlyList<FigurePart> parts, bool inLayers = false)
    {
        foreach (var part in parts)
        {
            canvas.Save();
            canvas.Translate(part.Left, part.Top);
            canvas.ClipRect(new SKRect(0, 0, part.Width, part.Height));
            if (inLayers)
                canvas.SaveLayer();
            part.Plot.Render(canvas, part.Width, part.Height);
            if (inLayers)
                canvas.Restore();
            canvas.Restore();
        }
    }

    /// <summary>A strip without axes that holds text.</summary>
    private static Plot Footnote(string text)
    {
        var plot = Theme.NewPlot("", "", "");
        plot.HideGrid();
        plot.Layout.Frameless();
        plot.Axes.Left.MinimumSize = plot.Axes.Right.MinimumSize = 0;
        plot.Axes.SetLimits(0, 1, 0, 1);
        var note = plot.Add.Text(text, 0, 1);
        (note.OffsetX, note.OffsetY) = (10, NoteMargin);
        (note.LabelFontSize, note.LabelFontColor) = (Theme.LegendSize, Theme.Aside);
        return plot;
    }

    /// <summary>The sentences one after the other, in lines that fit.</summary>
    private static List<string> Wrapped(IEnumerable<string> sentences, int width)
    {
        var lines = new List<string>();
        foreach (var word in sentences.SelectMany(s => s.Split(' ')))
        {
            var longer = lines.Count == 0 ? word : $"{lines[^1]} {word}";
            if (lines.Count > 0 && FigureFont.Width(longer, Theme.LegendSize) <= width - 20)
                lines[^1] = longer;
            else
                lines.Add(word);
        }
        return lines;
    }
}
