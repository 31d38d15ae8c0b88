using System.Globalization;
using System.Text;

namespace ScottPlot.Rendering;

/// <summary>
/// Writes SVG elements. The text depends on nothing but the calls: numbers have two decimals at most and the invariant form, and
/// the ids derive from the geometry, so that two images within one page cannot disagree about an id.
/// </summary>
internal sealed class SvgDocument(float width, float height)
{
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

    /// <summary>The attributes of what is filled, stroked or both.</summary>
    public static string Paint(Color? fill, LineStyle? line)
    {
        var paint = fill is { IsVisible: true } color ? Paint("fill", color) : "fill=\"none\"";
        return line is { IsVisible: true } ? $"{paint} {Stroke(line)}" : paint;
    }

    private static string Stroke(LineStyle style)
    {
        var dashes = style.Pattern.Intervals is { Length: > 0 } intervals
            ? $" stroke-dasharray=\"{string.Join(' ', intervals.Select(x => Number(x)))}\""
            : string.Empty;
        var crisp = style.AntiAlias ? string.Empty : " shape-rendering=\"crispEdges\"";
        return $"{Paint("stroke", style.Color)} stroke-width=\"{Number(style.Width)}\"{dashes}{crisp}";
    }

    public void Rectangle(PixelRect rect, Color fill, LineStyle? outline = null)
    {
        if (fill.IsVisible || outline is { IsVisible: true })
            Append($"<rect {Box(rect)} {Paint(fill, outline)}/>");
    }

    public void Line(double x1, double y1, double x2, double y2, LineStyle style) =>
        Path($"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}", null, style);

    public void Path(string data, Color? fill, LineStyle? line, string extra = "")
    {
        if (data.Length > 0 && (fill is { IsVisible: true } || line is { IsVisible: true }))
            Append($"<path d=\"{data}\" {Paint(fill, line)}{extra}/>");
    }

    /// <summary>Draws one line of text whose baseline has the given anchor ("start", "middle" or "end").</summary>
    public void Text(string text, double x, double y, string anchor, LabelStyle style)
    {
        var weight = style.Bold ? " font-weight=\"bold\"" : string.Empty;
        Append(
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(style.FontSize)}\" text-anchor=\"{anchor}\" "
                + $"{Paint("fill", style.ForeColor)}{weight}>{Escape(text)}</text>"
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
        var opacity = color.A == 255 ? string.Empty : $" {attribute}-opacity=\"{Number(color.A / 255.0)}\"";
        return $"{attribute}=\"#{color.R:x2}{color.G:x2}{color.B:x2}\"{opacity}";
    }
}
