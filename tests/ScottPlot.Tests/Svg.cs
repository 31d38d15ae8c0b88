using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace ScottPlot.Tests;

/// <summary>Renders plots and reads the result as XML, so that a test fails on text that is not well formed.</summary>
internal static class Svg
{
    public const int Width = 600;
    public const int Height = 400;
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    public static XElement Render(Plot plot) => XElement.Parse(plot.GetSvgXml(Width, Height));

    public static XElement Render(Multiplot multiplot, int width, int height)
    {
        using MemoryStream stream = new();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
            multiplot.Render(canvas, new PixelRect(0, width, height, 0));
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    public static IEnumerable<XElement> All(this XElement svg, string name) => svg.Descendants(Namespace + name);

    public static string[] Texts(this XElement svg) => [.. svg.All("text").Select(text => text.Value)];

    public static XElement Text(this XElement svg, string text) => svg.All("text").Single(t => t.Value == text);

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>The data of all paths that have an attribute of the given value.</summary>
    public static string[] Paths(this XElement svg, string attribute, string value) =>
        [.. svg.All("path").Where(p => p.Attribute(attribute)?.Value == value).Select(p => p.Attribute("d")!.Value)];

    /// <summary>"#rrggbb", as SVG has it.</summary>
    public static string Hex(this Color color) => color.ToHex().ToLowerInvariant();
}
