using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ScottPlot.Tests.Support;

/// <summary>The outlines of the elements of SVG as lines through points; of curves the points that define them.</summary>
internal static partial class SvgGeometry
{
    /// <returns>Nothing for an element that draws nothing itself, such as a group.</returns>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Lines(XElement element)
    {
        return element.Name.LocalName switch
        {
            "path" => Path(element.Attribute("d")!.Value),
            "rect" => [Box(One("x"), One("y"), One("width"), One("height"))],
            "circle" => [Box(One("cx") - One("r"), One("cy") - One("r"), 2 * One("r"), 2 * One("r"))],
            "ellipse" => [Box(One("cx") - One("rx"), One("cy") - One("ry"), 2 * One("rx"), 2 * One("ry"))],
            "line" =>
            [
                [(One("x1"), One("y1")), (One("x2"), One("y2"))],
            ],
            "polyline" or "polygon" =>
            [
                [.. element.Numbers("points").Chunk(2).Select(p => (p[0], p[1]))],
            ],
            _ => [],
        };

        double One(string attribute) => element.Numbers(attribute)[0];
    }

    private static (double X, double Y)[] Box(double x, double y, double width, double height) =>
        [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];

    private static List<List<(double X, double Y)>> Path(string data)
    {
        List<List<(double X, double Y)>> lines = [];
        foreach (Match command in Command().Matches(data))
        {
            var values = SvgReader.NumbersOf(command.Groups["values"].Value);
            var name = command.Groups["name"].Value;
            switch (name)
            {
                case "M":
                    lines.Add([.. values.Chunk(2).Select(p => (p[0], p[1]))]);
                    break;
                case "L" or "Q" or "C":
                    lines[^1].AddRange(values.Chunk(2).Select(p => (p[0], p[1])));
                    break;
                case "H":
                    lines[^1].AddRange(values.Select(x => (x, lines[^1][^1].Y)).ToArray());
                    break;
                case "V":
                    lines[^1].AddRange(values.Select(y => (lines[^1][^1].X, y)).ToArray());
                    break;
                case "Z":
                    break;
                default:
                    throw new NotSupportedException($"The path command '{name}' is not read.");
            }
        }

        return lines;
    }

    [GeneratedRegex("(?<name>[A-DF-Za-df-z])(?<values>[^A-DF-Za-df-z]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();
}
