using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Figures;

/// <summary>Draws figures and reads them back as XML, in pixels.</summary>
internal static partial class FigureXml
{
    /// <summary>The colours of the first and the second series, as the theme says.</summary>
    public const string Blue = "#0072b2";
    public const string Vermilion = "#d55e00";

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

    /// <summary>The data areas of the panels, in the order in which they were drawn, each with all that is in it.</summary>
    public static IReadOnlyList<XElement> Panels(this XElement figure) =>
        [.. figure.All("g").Where(g => g.Of("clip-path").Length > 0)];

    /// <summary>The centres of the round markers of a colour.</summary>
    public static IReadOnlyList<(double X, double Y)> Circles(this XElement panel, string colour) =>
        [
            .. panel
                .All("g")
                .Where(g => g.Of("fill") == colour)
                .SelectMany(g => g.All("circle"))
                .Select(c => (c.Number("cx"), c.Number("cy"))),
        ];

    /// <summary>The ends of the error bars of a colour, upper (lesser y) first.</summary>
    public static IReadOnlyList<(double X, double Top, double Bottom)> Bars(this XElement panel, string colour) =>
        [
            .. panel
                .All("path")
                .Where(p => p.Of("stroke") == colour)
                .SelectMany(p => Bar().Matches(p.Of("d")))
                .Select(m => (Value(m, "x"), Y1: Value(m, "a"), Y2: Value(m, "b")))
                .Select(b => (b.Item1, Math.Min(b.Y1, b.Y2), Math.Max(b.Y1, b.Y2))),
        ];

    /// <summary>The bands: filled, translucent and without an edge.</summary>
    public static IReadOnlyList<XElement> Bands(this XElement figure) =>
        [.. figure.All("path").Where(p => p.Of("fill-opacity").Length > 0 && p.Of("stroke").Length == 0)];

    // The upright stroke of an error bar.
    [GeneratedRegex("M(?<x>[-0-9.]+) (?<a>[-0-9.]+)V(?<b>[-0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bar();

    private static double Value(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
