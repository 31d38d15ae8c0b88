using System.Globalization;
using System.Text;

namespace ScottPlot.Rendering;

/// <summary>
/// Writes SVG elements. The text depends on nothing but the calls: numbers have two decimals at most and the invariant form, and
/// the ids derive from the geometry, so that two images within one page cannot disagree about an id.
/// </summary>
internal sealed class SvgDocument(float width, float height)
{
    public const string FontName = "Open Sans";
    private const string FontFamily = "Open Sans, Helvetica, Arial, sans-serif";

    private readonly StringBuilder _body = new();
    private readonly HashSet<string> _clips = new(StringComparer.Ordinal);

    /// <summary>What the image shows, for readers who cannot see it.</summary>
    public List<string> Titles { get; } = [];

    public static string Number(double value)
    {
        // Far outside of any image, where the exact place no longer matters.
        value = double.IsNaN(value) ? 0 : Math.Clamp(value, -1e5, 1e5);
        return (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }

    public static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' => escaped.Append(' '),
                // Not characters in XML, however written.
                < ' ' or 0xFFFE or 0xFFFF => escaped,
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    public static string Fill(Color color) => Paint("fill", color);

    public static string Stroke(LineStyle style)
    {
        var dashes = style.Pattern.Intervals is { Length: > 0 } intervals
            ? $" stroke-dasharray=\"{string.Join(' ', intervals.Select(x => Number(x)))}\""
            : string.Empty;
        var crisp = style.AntiAlias ? string.Empty : " shape-rendering=\"crispEdges\"";
        return $"{Paint("stroke", style.Color)} stroke-width=\"{Number(style.Width)}\"{dashes}{crisp}";
    }

    public void Rectangle(PixelRect rect, FillStyle fill, LineStyle? outline = null, float radius = 0)
    {
        var stroke = outline is { CanBeRendered: true } ? $" {Stroke(outline)}" : string.Empty;
        if (!fill.CanBeRendered && stroke.Length == 0)
            return;
        var paint = fill.CanBeRendered ? Fill(fill.Color) : "fill=\"none\"";
        var corner = radius > 0 ? $" rx=\"{Number(radius)}\"" : string.Empty;
        Append($"<rect {Box(rect)}{corner} {paint}{stroke}/>");
    }

    public void Line(double x1, double y1, double x2, double y2, LineStyle style)
    {
        if (style.CanBeRendered)
            Path($"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}", null, style);
    }

    public void Path(string data, FillStyle? fill, LineStyle? line, string extra = "")
    {
        var paint = fill is { CanBeRendered: true } ? Fill(fill.Color) : "fill=\"none\"";
        var stroke = line is { CanBeRendered: true } ? $" {Stroke(line)}" : string.Empty;
        if (data.Length > 0)
            Append($"<path d=\"{data}\" {paint}{stroke}{extra}/>");
    }

    /// <summary>Draws one line of text whose baseline has the given anchor ("start", "middle" or "end").</summary>
    public void Text(string text, double x, double y, string anchor, LabelStyle style)
    {
        var weight = style.Bold ? " font-weight=\"bold\"" : string.Empty;
        var slant = style.Italic ? " font-style=\"italic\"" : string.Empty;
        var family = string.Equals(style.FontName, FontName, StringComparison.Ordinal)
            ? string.Empty
            : $" font-family=\"{Escape(style.FontName)}, {FontFamily}\"";
        Append(
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(style.FontSize)}\" text-anchor=\"{anchor}\" "
                + $"{Fill(style.ForeColor)}{weight}{slant}{family}>{Escape(text)}</text>"
        );
    }

    public void BeginGroup(string attributes) => Append($"<g {attributes}>");

    /// <summary>Begins a group of which nothing outside of a rectangle is seen.</summary>
    public void BeginClip(PixelRect rect)
    {
        var id = string.Join('-', "clip", Number(rect.Left), Number(rect.Top), Number(rect.Width), Number(rect.Height));
        id = id.Replace('.', '_');
        if (_clips.Add(id))
            Append($"<clipPath id=\"{id}\"><rect {Box(rect)}/></clipPath>");
        BeginGroup($"clip-path=\"url(#{id})\"");
    }

    public void EndGroup() => Append("</g>");

    public void Append(string element) => _body.Append(element).Append('\n');

    public string ToXml()
    {
        var size = $"width=\"{Number(width)}\" height=\"{Number(height)}\"";
        var view = $"viewBox=\"0 0 {Number(width)} {Number(height)}\"";
        var title = Titles.Count == 0 ? string.Empty : $"<title>{Escape(string.Join("; ", Titles))}</title>\n";
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} {view} role=\"img\" font-family=\"{FontFamily}\">\n"
            + $"{title}{_body}</svg>\n";
    }

    private static string Box(PixelRect rect) =>
        $"x=\"{Number(rect.Left)}\" y=\"{Number(rect.Top)}\" "
        + $"width=\"{Number(Math.Max(rect.Width, 0))}\" height=\"{Number(Math.Max(rect.Height, 0))}\"";

    private static string Paint(string attribute, Color color)
    {
        var opacity = color.Alpha == 255 ? string.Empty : $" {attribute}-opacity=\"{Number(color.Opacity)}\"";
        return $"{attribute}=\"{color.WithAlpha((byte)255).ToHex().ToLowerInvariant()}\"{opacity}";
    }
}
