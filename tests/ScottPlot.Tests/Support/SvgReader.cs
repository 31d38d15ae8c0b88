using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ScottPlot.Tests.Support;

/// <summary>Reads the shapes and texts of an SVG image, with inherited paint and transforms applied.</summary>
internal static partial class SvgReader
{
    public static (IReadOnlyList<Shape> Shapes, IReadOnlyList<Word> Texts) Read(XElement svg)
    {
        List<Shape> shapes = [];
        List<Word> texts = [];
        Visit(svg, new State("#000000", "none", 1, 1, 1, 12, Matrix3x2.Identity));
        return (shapes, texts);

        void Visit(XElement element, State outer)
        {
            var state = outer.Within(element);
            switch (element.Name.LocalName)
            {
                case "defs" or "clipPath" or "title" or "style" or "pattern" or "image":
                    return;
                case "text":
                    var (x, y) = state.Place(element.Numbers("x")[0], element.Numbers("y")[0]);
                    texts.Add(new(element.Value, x, y, state.FontSize, state.Fill));
                    return;
                default:
                    var lines = SvgGeometry.Lines(element);
                    if (lines.Count > 0 && state.IsVisible && state.Draw(lines) is { IsPoint: false } shape)
                        shapes.Add(shape);
                    foreach (var child in element.Elements())
                        Visit(child, state);
                    return;
            }
        }
    }

    /// <summary>The numbers of a list such as "1, 2.5 -3e-2"; 0 where there is none.</summary>
    public static double[] Numbers(this XElement element, string attribute) =>
        element.Attribute(attribute) is { } list ? NumbersOf(list.Value) : [0];

    public static double[] NumbersOf(string text) =>
        [.. Number().Matches(text).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("(?<name>[a-zA-Z]+)\\((?<values>[^)]*)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Transform();

    /// <summary>What an element has from those around it.</summary>
    private sealed record State(
        string Fill,
        string Stroke,
        double StrokeWidth,
        double FillOpacity,
        double StrokeOpacity,
        double FontSize,
        Matrix3x2 ToPixels
    )
    {
        public bool IsVisible => (Fill != "none" && FillOpacity > 0) || (Stroke != "none" && StrokeOpacity > 0);

        public State Within(XElement element)
        {
            return new(
                SvgColor.Read(element.Attribute("fill")?.Value) ?? Fill,
                SvgColor.Read(element.Attribute("stroke")?.Value) ?? Stroke,
                Own("stroke-width", StrokeWidth),
                Own("fill-opacity", FillOpacity),
                Own("stroke-opacity", StrokeOpacity),
                Own("font-size", FontSize),
                Matrix(element.Attribute("transform")?.Value ?? "") * ToPixels
            );

            double Own(string attribute, double inherited) =>
                element.Attribute(attribute) is { } own ? NumbersOf(own.Value)[0] : inherited;
        }

        public (double X, double Y) Place(double x, double y)
        {
            var place = Vector2.Transform(new((float)x, (float)y), ToPixels);
            return (place.X, place.Y);
        }

        public Shape Draw(IReadOnlyList<IReadOnlyList<(double X, double Y)>> lines) =>
            new(
                Fill,
                Stroke,
                StrokeWidth,
                Fill == "none" ? StrokeOpacity : FillOpacity,
                [.. lines.Select(line => line.Select(p => Place(p.X, p.Y)).ToArray())]
            );
    }

    private static Matrix3x2 Matrix(string list) =>
        Transform()
            .Matches(list)
            .Reverse()
            .Aggregate(
                Matrix3x2.Identity,
                (all, m) => all * One(m.Groups["name"].Value, NumbersOf(m.Groups["values"].Value))
            );

    private static Matrix3x2 One(string name, double[] values)
    {
        var v = values.Select(x => (float)x).ToArray();
        return name switch
        {
            "translate" => Matrix3x2.CreateTranslation(v[0], v.ElementAtOrDefault(1)),
            "scale" => Matrix3x2.CreateScale(v[0], v.Length > 1 ? v[1] : v[0]),
            "rotate" => Matrix3x2.CreateRotation(
                v[0] * MathF.PI / 180,
                new(v.ElementAtOrDefault(1), v.ElementAtOrDefault(2))
            ),
            "matrix" => new(v[0], v[1], v[2], v[3], v[4], v[5]),
            _ => throw new NotSupportedException($"The transform '{name}' is not read."),
        };
    }
}
