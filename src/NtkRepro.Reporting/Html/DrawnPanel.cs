using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NtkRepro.Reporting.Html;

/// <summary>A place on a panel: in the numbers of its axes, or in pixels, whose y grows downwards.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(double X, double Y);

/// <summary>One panel of a figure, as it was drawn.</summary>
/// <param name="Title">Its title; empty where there is none.</param>
/// <param name="Box">All of it, in pixels from its own corner.</param>
/// <param name="Data">The edges of its data area, in pixels.</param>
/// <param name="Limits">The numbers at the edges of the data area, logarithms where an axis is logarithmic: bottom is the lower one.</param>
/// <param name="Shapes">What it is made of.</param>
/// <param name="Font">What the shapes' text is written in.</param>
internal sealed partial record DrawnPanel(
    string Title,
    Box Box,
    Box Data,
    (double Left, double Right, double Bottom, double Top) Limits,
    IReadOnlyList<XElement> Shapes,
    string Font
)
{
    /// <summary>The title without what differs between figures and runs: the letter, the number of seeds, and a correlation.</summary>
    public string Name => Suffix().Replace(Letter().Replace(Title, ""), "");

    /// <summary>All its text, the lines joined by spaces.</summary>
    public string AllText => string.Join(' ', Shapes.Select(TextOf).Where(t => t.Length > 0));

    /// <summary>Where a point of the axes' numbers was drawn.</summary>
    public Place At(Place numbers) =>
        new(
            Data.Left + (Data.Width * (numbers.X - Limits.Left) / (Limits.Right - Limits.Left)),
            Data.Bottom - (Data.Height * (numbers.Y - Limits.Bottom) / (Limits.Top - Limits.Bottom))
        );

    /// <summary>Whether a place in pixels is within the data area: what lies outside was cut off.</summary>
    public bool Shows(Place pixels) =>
        pixels.X >= Data.Left - 1
        && pixels.X <= Data.Right + 1
        && pixels.Y >= Data.Top - 1
        && pixels.Y <= Data.Bottom + 1;

    /// <summary>Reads a panel's group of an SVG.</summary>
    public static DrawnPanel Read(XElement group, string font)
    {
        var (size, area, limits) = (
            Numbers(group, "data-size"),
            Numbers(group, "data-area"),
            Numbers(group, "data-limits")
        );
        return new DrawnPanel(
            group.Attribute("data-title")?.Value ?? "",
            new Box(0, 0, size[0], size[1]),
            new Box(area[0], area[1], area[2], area[3]),
            (limits[0], limits[1], limits[2], limits[3]),
            [.. group.Elements()],
            font
        );
    }

    /// <summary>The text within an element, its pieces joined by spaces.</summary>
    public static string TextOf(XElement element) =>
        string.Join(' ', element.DescendantsAndSelf().Where(e => e.Name.LocalName == "text").Select(t => t.Value));

    private static double[] Numbers(XElement element, string attribute) =>
        [
            .. element
                .Attribute(attribute)!
                .Value.Split(' ')
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture)),
        ];

    [GeneratedRegex(@"^\([a-z]\) ", RegexOptions.None, 1000)]
    private static partial Regex Letter();

    [GeneratedRegex(
        @"( \(seed \d+ of \d+ seeds\)|, mean of \d+ seeds|(, ρ = −?[\d.]+)?, n = \d+)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Suffix();
}
