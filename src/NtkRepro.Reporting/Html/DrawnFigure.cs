using System.Xml.Linq;

namespace NtkRepro.Reporting.Html;

/// <summary>A figure taken apart, so that a narrow page can put its panels one below the other.</summary>
/// <param name="Panels">The panels, in the order in which they were drawn.</param>
/// <param name="Notes">What the figure says below all of them.</param>
internal sealed record DrawnFigure(IReadOnlyList<DrawnPanel> Panels, IReadOnlyList<string> Notes)
{
    /// <summary>Reads an SVG as the figures are saved. Ids get a prefix, so that many figures can stand on one page.</summary>
    /// <param name="svg">The text of the SVG.</param>
    /// <param name="prefix">Before every id.</param>
    public static DrawnFigure Read(string svg, string prefix)
    {
        var root = XElement.Parse(svg);
        Prefix(root, prefix);
        var font = root.Attribute("font-family")?.Value ?? "";
        var groups = root.Elements().ToLookup(g => g.Attribute("class")?.Value ?? "");
        return new DrawnFigure(
            [.. groups["panel"].Select(g => DrawnPanel.Read(g, font))],
            [.. groups["note"].Select(DrawnPanel.TextOf)]
        );
    }

    private static void Prefix(XElement root, string prefix)
    {
        foreach (var attribute in root.DescendantsAndSelf().Attributes())
        {
            if (attribute.Name.LocalName == "id")
                attribute.Value = $"{prefix}-{attribute.Value}";
            else
                attribute.Value = attribute.Value.Replace("url(#", $"url(#{prefix}-", StringComparison.Ordinal);
        }
    }
}
