using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NtkRepro.Report.Html;

/// <summary>A figure taken apart, so that a narrow page can put its panels one below the other.</summary>
/// <param name="Panels">The panels, in the order in which they were drawn.</param>
/// <param name="Notes">What the figure says below all of them.</param>
internal sealed partial record DrawnFigure(IReadOnlyList<DrawnPanel> Panels, IReadOnlyList<string> Notes)
{
    /// <summary>
    /// Reads an SVG. A panel begins where a white rectangle is drawn outside of the panel before it; a part without a title that holds
    /// nothing but text is a note. Ids get a prefix, so that many figures can stand on one page.
    /// </summary>
    /// <param name="svg">The text of the SVG.</param>
    /// <param name="prefix">Before every id.</param>
    public static DrawnFigure Read(string svg, string prefix)
    {
        var root = XElement.Parse(svg);
        Prefix(root, prefix);
        var parts = new List<(Box Box, List<XElement> Shapes)>();
        foreach (var element in root.Elements().Where(e => e.Name.LocalName is not ("title" or "desc")))
        {
            if (IsGround(element) is { } box && (parts.Count == 0 || !parts[^1].Box.Holds(box)))
                parts.Add((box, []));
            else if (parts.Count == 0)
                parts.Add((Whole(root), []));
            parts[^1].Shapes.Add(element);
        }
        var panels = parts.ConvertAll(p => new DrawnPanel(p.Box, p.Shapes));
        var font = root.Attribute("font-family")?.Value ?? "";
        return new DrawnFigure(
            [.. panels.Where(p => !p.IsNote).Select(p => p with { Font = font })],
            [.. panels.Where(p => p.IsNote).Select(p => p.AllText)]
        );
    }

    private static Box? IsGround(XElement element) =>
        element.Name.LocalName == "rect"
        && element.Attribute("fill")?.Value is { } fill
        && (fill == "white" || fill.Equals("#ffffff", StringComparison.OrdinalIgnoreCase))
            ? Box.Of(element)
            : null;

    private static Box Whole(XElement root) => Box.Of(root) ?? new Box(0, 0, 1, 1);

    private static void Prefix(XElement root, string prefix)
    {
        foreach (var attribute in root.DescendantsAndSelf().Attributes())
        {
            if (attribute.Name.LocalName == "id")
                attribute.Value = $"{prefix}-{attribute.Value}";
            else if (attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#'))
                attribute.Value = $"#{prefix}-{attribute.Value[1..]}";
            else if (attribute.Value.Contains("url(#", StringComparison.Ordinal))
                attribute.Value = Reference().Replace(attribute.Value, $"url(#{prefix}-");
        }
    }

    [GeneratedRegex(@"url\(#", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
