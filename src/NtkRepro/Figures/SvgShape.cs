using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NtkRepro.Figures;

/// <summary>What Skia writes of a shape, as a person would: two decimals, dashes, and texts in one piece.</summary>
internal static partial class SvgShape
{
    /// <summary>Tidies one element.</summary>
    public static void Tidy(XElement element)
    {
        if (
            element.Attribute("stroke-opacity") is { } opacity
            && LineDashes.ByOpacity.TryGetValue(opacity.Value, out var dashes)
        )
        {
            opacity.Remove();
            element.Add(new XAttribute("stroke-dasharray", dashes));
        }
        if (element.Name.LocalName == "text")
            Write(element);
        // What SVG takes where nothing is said.
        element
            .Attributes()
            .Where(a => (a.Name.LocalName, a.Value) is ("stroke-width", "1") or ("stroke-miterlimit", "4"))
            .Remove();
        foreach (var attribute in element.Attributes())
        {
            if (
                attribute.Name.LocalName
                is "x"
                    or "y"
                    or "width"
                    or "height"
                    or "cx"
                    or "cy"
                    or "rx"
                    or "ry"
                    or "r"
                    or "d"
            )
                attribute.Value = Decimals().Replace(attribute.Value, m => Short(Number(m.Value)));
        }
    }

    // Skia places every letter. A text in one piece can be read, found and copied; where a reader lacks the font, it keeps its alignment
    // and its length.
    private static void Write(XElement text)
    {
        var (x, y) = (First(text, "x"), First(text, "y"));
        var value = text.Value.Trim();
        var width = FigureFont.Width(value, (float)First(text, "font-size"), text.Attribute("font-weight") is not null);
        // Skia turned the alignment into an offset: 0 at the left, minus the width at the right.
        var (anchor, share) =
            Math.Abs(x) < width / 4 ? ("start", 0)
            : Math.Abs(x + width) < width / 4 ? ("end", 1)
            : ("middle", 0.5);
        if (Translation().Match(text.Attribute("transform")?.Value ?? "") is { Success: true } moved)
        {
            x += Number(moved.Groups["x"].Value);
            y += Number(moved.Groups["y"].Value);
            text.Attribute("transform")!.Remove();
        }
        else if (Turned().Match(text.Attribute("transform")?.Value ?? "") is { Success: true } turned)
        {
            var place = turned.Groups["place"].Captures.Select(c => Short(Number(c.Value)));
            text.SetAttributeValue("transform", $"matrix({turned.Groups["turn"].Value} {string.Join(' ', place)})");
        }
        text.Attribute("font-family")?.Remove();
        text.SetAttributeValue("x", Short(x + (share * width)));
        text.SetAttributeValue("y", Short(y));
        text.SetAttributeValue("text-anchor", anchor);
        text.SetAttributeValue("textLength", Short(width));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        text.Value = value;
    }

    /// <summary>A coordinate: two decimals, for a pixel has no smaller parts.</summary>
    public static string Short(double value) =>
        (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    private static double First(XElement element, string attribute) =>
        Number(element.Attribute(attribute)!.Value.Split(',')[0]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^translate\((?<x>[-0-9.e]+)[ ,](?<y>[-0-9.e]+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Translation();

    // Four numbers that turn, and two that move.
    [GeneratedRegex(
        @"^matrix\((?<turn>([-0-9.e]+ ){3}[-0-9.e]+)( (?<place>[-0-9.e]+)){2}\)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Turned();

    [GeneratedRegex(@"-?\d+\.\d+(e-?\d+)?|-?\d+e-?\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimals();
}
