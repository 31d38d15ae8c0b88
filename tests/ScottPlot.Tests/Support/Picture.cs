using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace ScottPlot.Tests.Support;

/// <summary>A drawn image: shapes and texts with their places in pixels, whatever elements of SVG they are made of.</summary>
internal sealed class Picture
{
    public const int Width = 600;
    public const int Height = 400;

    private Picture(string xml)
    {
        (Shapes, Texts) = SvgReader.Read(XElement.Parse(xml));
    }

    /// <summary>All that can be seen and is no text, the lowest first.</summary>
    public IReadOnlyList<Shape> Shapes { get; }

    /// <summary>All texts, the lowest first.</summary>
    public IReadOnlyList<Word> Texts { get; }

    /// <summary>The contents of all texts.</summary>
    public IReadOnlyList<string> Words => [.. Texts.Select(text => text.Content)];

    public static Picture Of(Plot plot) => new(Xml(plot));

    /// <summary>An image with several plots, each at its place: left edge, top edge, width and height.</summary>
    public static Picture Of(
        int width,
        int height,
        params (Plot Plot, float X, float Y, float Width, float Height)[] plots
    )
    {
        // A plot's limits, and with them what is drawn, may first be found by drawing it.
        _ = Draw(width, height, plots);
        return new(Draw(width, height, plots));
    }

    /// <summary>The text of an image of one plot.</summary>
    public static string Xml(Plot plot, int width = Width, int height = Height)
    {
        _ = Draw(width, height, (plot, 0, 0, width, height));
        return Draw(width, height, (plot, 0, 0, width, height));
    }

    /// <summary>The shapes that are filled or stroked in a color, given as "#rrggbb".</summary>
    public IReadOnlyList<Shape> In(string color) => [.. Shapes.Where(s => s.Fill == color || s.Stroke == color)];

    /// <summary>The one text with a content.</summary>
    public Word Text(string content) => Assert.Single(Texts, text => text.Content == content);

    private static string Draw(
        int width,
        int height,
        params (Plot Plot, float X, float Y, float Width, float Height)[] plots
    )
    {
        using MemoryStream stream = new();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
        {
            foreach (var (plot, x, y, w, h) in plots)
                plot.Render(canvas, new PixelRect(x, x + w, y + h, y));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

/// <summary>A piece of text; the place is that of its anchor, and the height that of its font, in pixels.</summary>
internal sealed record Word(string Content, double X, double Y, double Size, string Color);

/// <summary>Something filled, stroked or both, as the lines that bound it; "none" is no color.</summary>
internal sealed record Shape(
    string Fill,
    string Stroke,
    double StrokeWidth,
    double Opacity,
    IReadOnlyList<IReadOnlyList<(double X, double Y)>> Lines
)
{
    public double Left => Points.Min(p => p.X);
    public double Right => Points.Max(p => p.X);
    public double Top => Points.Min(p => p.Y);
    public double Bottom => Points.Max(p => p.Y);

    /// <summary>Whether it has no extent, as a marker of size 0.</summary>
    public bool IsPoint => Right - Left + Bottom - Top < 0.01;
    public double X => (Left + Right) / 2;
    public double Y => (Top + Bottom) / 2;

    private IEnumerable<(double X, double Y)> Points => Lines.SelectMany(line => line);
}
