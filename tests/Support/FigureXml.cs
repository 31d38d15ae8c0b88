using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Support;

/// <summary>Draws figures and reads them back as XML, in pixels.</summary>
internal static partial class FigureXml
{
    /// <summary>The colours of the first and the second series, as the theme says.</summary>
    public const string Blue = "#0072B2";
    public const string Vermilion = "#D55E00";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>All figures by name.</summary>
    public static IReadOnlyDictionary<string, string> DrawAll(FigureTables tables)
    {
        using var folder = new TemporaryFolder();
        FigureSet.Draw(tables, folder.File);
        return FigureSet.Names.ToDictionary(name => name, name => File.ReadAllText(folder.File(name)));
    }

    /// <summary>One figure.</summary>
    public static XElement Draw(string name, FigureTables tables) => XElement.Parse(DrawAll(tables)[name]);

    public static IEnumerable<XElement> All(this XElement figure, string element) => figure.Descendants(Svg + element);

    public static IReadOnlyList<string> Texts(this XElement figure) => [.. figure.All("text").Select(t => t.Value)];

    public static string Of(this XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Of(attribute), CultureInfo.InvariantCulture);

    /// <summary>The panels, in the order in which they were drawn, each with all that is in it.</summary>
    public static IReadOnlyList<XElement> Panels(this XElement figure) =>
        [.. figure.Elements(Svg + "g").Where(g => g.Of("class") == "panel")];

    /// <summary>What is drawn within the data areas of the panels: axes, titles and legends lie outside.</summary>
    public static IEnumerable<XElement> InData(this XElement panels, string element)
    {
        foreach (var panel in panels.DescendantsAndSelf().Where(g => g.Of("class") == "panel"))
        {
            var areas = panel
                .Elements(Svg + "clipPath")
                .Where(clip => Box(clip.Element(Svg + "rect")!) == panel.Of("data-area"))
                .Select(clip => $"url(#{clip.Of("id")})")
                .ToHashSet(StringComparer.Ordinal);
            foreach (var group in panel.Elements().Where(g => areas.Contains(g.Of("clip-path"))))
            {
                foreach (var shape in group.Descendants(Svg + element))
                    yield return shape;
            }
        }

        static string Box(XElement rectangle) =>
            string.Join(' ', new[] { "x", "y", "width", "height" }.Select(rectangle.Of));
    }

    /// <summary>The centres of the round markers of a colour.</summary>
    public static IReadOnlyList<(double X, double Y)> Circles(this XElement panel, string colour) =>
        [.. panel.InData("ellipse").Where(e => e.Of("fill") == colour).Select(e => (e.Number("cx"), e.Number("cy")))];

    /// <summary>The ends of the error bars of a colour, upper (lesser y) first.</summary>
    public static IReadOnlyList<(double X, double Top, double Bottom)> Bars(this XElement panel, string colour) =>
        [
            .. panel
                .InData("path")
                .Where(p => p.Of("stroke") == colour && p.Of("fill") == "none")
                .SelectMany(p => Stroke().Matches(p.Of("d")))
                .Where(m => m.Groups["x"].Value == m.Groups["x2"].Value)
                .Select(m => (Value(m, "x"), Y1: Value(m, "a"), Y2: Value(m, "b")))
                .Select(b => (b.Item1, Math.Min(b.Y1, b.Y2), Math.Max(b.Y1, b.Y2))),
        ];

    /// <summary>The bands: filled, translucent and without an edge.</summary>
    public static IReadOnlyList<XElement> Bands(this XElement figure) =>
        [.. figure.InData("path").Where(p => p.Of("fill-opacity").Length > 0 && p.Of("stroke").Length == 0)];

    // A line of its own from one place to another.
    [GeneratedRegex(
        "M(?<x>[-0-9.]+) (?<a>[-0-9.]+)L(?<x2>[-0-9.]+) (?<b>[-0-9.]+)(?=M|$)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Stroke();

    private static double Value(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
