using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NtkRepro.Report.Html;

/// <summary>One panel of a figure, as it was drawn.</summary>
/// <param name="Box">Where it stands in the figure.</param>
/// <param name="Shapes">What it is made of.</param>
internal sealed partial record DrawnPanel(Box Box, IReadOnlyList<XElement> Shapes)
{
    /// <summary>The font of the figure's root, which the shapes inherit.</summary>
    public string Font { get; init; } = "";

    /// <summary>Its title; empty where there is none.</summary>
    public string Title { get; } =
        Shapes.FirstOrDefault(s => s.Name.LocalName == "text" && s.Attribute("font-weight")?.Value == "bold")?.Value
        ?? "";

    /// <summary>The title without what differs between figures and runs: the letter, and the number of seeds.</summary>
    public string Name => Suffix().Replace(Letter().Replace(Title, ""), "");

    /// <summary>Whether it is text below the panels.</summary>
    public bool IsNote =>
        Title.Length == 0
        && AllText.Length > 0
        && !Shapes.Any(s => s.DescendantsAndSelf().Any(e => e.Name.LocalName is "path" or "circle"));

    /// <summary>All its text, the lines joined by spaces.</summary>
    public string AllText =>
        string.Join(' ', Shapes.DescendantsAndSelf().Where(e => e.Name.LocalName == "text").Select(t => t.Value));

    /// <summary>What was drawn in the data area, and cut off at its edges; null where the panel has none.</summary>
    public XElement? Data => Shapes.FirstOrDefault(s => s.Attribute("clip-path") is not null);

    /// <summary>The edges of the data area.</summary>
    public Box? DataBox =>
        Shapes
            .Where(s => s.Name.LocalName == "clipPath")
            .Select(c => c.Elements().FirstOrDefault() is { } rect ? Box.Of(rect) : null)
            .FirstOrDefault();

    [GeneratedRegex(@"^\([a-z]\) ", RegexOptions.None, 1000)]
    private static partial Regex Letter();

    [GeneratedRegex(@"( \(seed \d+ of \d+ seeds\)|, mean of \d+ seeds)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
