using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>
/// One SVG of several plots. Each is drawn by Skia on a canvas of its own, for a plot clears the whole canvas, and stands in a group of
/// its own that says where its data area lies and which numbers its edges are: what is laid over a panel needs no guessing.
/// </summary>
internal static partial class FigureSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly string[] Same = ["x", "y", "width", "height"];

    public static void Save(string path, IReadOnlyList<FigurePart> parts, int width, int height)
    {
        var root = new XElement(
            Svg + "svg",
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("viewBox", $"0 0 {width} {height}"),
            new XAttribute("font-family", FigureFont.Families),
            parts.Select((part, i) => Group(part, $"p{i + 1}"))
        );
        var settings = new XmlWriterSettings
        {
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var writer = XmlWriter.Create(path, settings);
        root.WriteTo(writer);
    }

    private static XElement Group(FigurePart part, string id)
    {
        var shapes = Drawn(part);
        var (area, limits) = (part.Plot.LastRender.DataRect, part.Plot.Axes.GetLimits());
        var group = new XElement(
            Svg + "g",
            new XAttribute("class", part.Heading is null ? "note" : "panel"),
            new XAttribute("transform", $"translate({part.Left} {part.Top})"),
            new XAttribute("data-size", $"{part.Width} {part.Height}")
        );
        if (part.Heading is not null)
        {
            group.Add(
                new XAttribute("data-title", part.Heading),
                new XAttribute("data-area", Numbers(area.Left, area.Top, area.Width, area.Height)),
                new XAttribute("data-limits", Exact(limits.Left, limits.Right, limits.Bottom, limits.Top))
            );
        }
        group.Add(Joined(shapes));
        JoinEdges(group);
        Rename(group, id);
        foreach (var element in group.Descendants().ToList())
            SvgShape.Tidy(element);
        return group;
    }

    private static List<XElement> Drawn(FigurePart part)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, part.Width, part.Height), stream))
            LineDashes.AsOpacities(part.Plot, () => part.Plot.Render(canvas, part.Width, part.Height));
        stream.Position = 0;
        // A plot clears the canvas each time that it is drawn, the first time twice; Skia writes that as a rectangle without a colour.
        var shapes = XElement.Load(stream).Elements().ToList();
        return shapes[(shapes.FindLastIndex(IsCleared) + 1)..];

        bool IsCleared(XElement shape) =>
            shape.Name.LocalName == "rect"
            && shape.Attributes().Select(a => a.Name.LocalName).Order().SequenceEqual(["height", "width"]);
    }

    // Skia clips every shape by itself. Neighbours that are clipped alike become one group.
    private static List<XElement> Joined(List<XElement> shapes)
    {
        var joined = new List<XElement>();
        var clips = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var shape in shapes)
        {
            if (shape.Name.LocalName == "clipPath")
            {
                var (id, content) = (shape.Attribute("id")!.Value, string.Concat(shape.Elements()));
                clips[id] = known.TryAdd(content, id) ? id : known[content];
                if (clips[id] == id)
                    joined.Add(shape);
                continue;
            }
            if (shape.Attribute("clip-path") is { } clip)
            {
                clip.Value = $"url(#{clips[Reference().Match(clip.Value).Groups["id"].Value]})";
                if (joined.Count > 0 && joined[^1].Attribute("clip-path")?.Value == clip.Value)
                {
                    joined[^1].Add(shape.Elements());
                    continue;
                }
            }
            joined.Add(shape);
        }
        return joined;
    }

    // Skia writes a rectangle's inside and then its edge. Where both have one colour, one shape says as much: cells are thousands.
    private static void JoinEdges(XElement group)
    {
        foreach (var edge in group.Descendants().Where(e => e.Name.LocalName == "rect").ToList())
        {
            if (edge.PreviousNode is XElement inside && IsEdgeOf(edge, inside))
            {
                inside.Add(edge.Attributes().Where(a => !Same.Contains(a.Name.LocalName) && a.Name != "fill"));
                edge.Remove();
            }
        }
    }

    private static bool IsEdgeOf(XElement edge, XElement inside) =>
        inside.Name == edge.Name
        && edge.Attribute("fill")?.Value == "none"
        && edge.Attribute("stroke") is { } stroke
        && inside.Attribute("fill")?.Value == stroke.Value
        && inside.Attributes().Count() == Same.Length + 1
        && Same.All(name => inside.Attribute(name)?.Value == edge.Attribute(name)?.Value);

    // Skia counts its ids on through all that a process draws; a figure counts its own.
    private static void Rename(XElement group, string prefix)
    {
        var names = group
            .Descendants()
            .Attributes("id")
            .Select((id, i) => (id.Value, New: $"{prefix}-{i + 1}"))
            .ToDictionary(n => n.Value, n => n.New, StringComparer.Ordinal);
        foreach (var attribute in group.Descendants().Attributes())
        {
            if (attribute.Name == "id")
                attribute.Value = names[attribute.Value];
            else if (Reference().Match(attribute.Value) is { Success: true } match)
                attribute.Value = $"url(#{names[match.Groups["id"].Value]})";
        }
    }

    private static string Numbers(params double[] values) => string.Join(' ', values.Select(SvgShape.Short));

    private static string Exact(params double[] values) =>
        string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^url\(#(?<id>[^)]+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
