using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>Draws the stages from left to right, each to the right of all that it reads from.</summary>
internal static class StageGraph
{
    private const double Wide = 164;
    private const double High = 66;
    private const double Across = 46;
    private const double Down = 16;
    private const double Thin = 22;
    private const double Margin = 6;

    public static XElement Draw(IReadOnlyList<StageRow> stages)
    {
        var layers = StageLayers.Of(stages);
        var places = Arrange(layers);
        var (right, bottom) = (places.Values.Max(b => b.Right) + Margin, places.Values.Max(b => b.Bottom) + Margin);
        var arrows = layers
            .SelectMany(l => l)
            .SelectMany(n => n.From.Select(f => Arrow(places[f], places[n], n.Stage is not null)));
        return Shape(
            "svg",
            Is("role", "img"),
            Is("aria-labelledby", "graph-title"),
            Is("aria-describedby", "graph-desc"),
            Is("viewBox", new Box(0, 0, right, bottom).ViewBox),
            Shape("title", Is("id", "graph-title"), "Graph of stages"),
            Shape("desc", Is("id", "graph-desc"), InWords(layers)),
            Shape(
                "defs",
                Shape(
                    "marker",
                    Is("id", "graph-arrow"),
                    Is("viewBox", "0 0 8 8"),
                    Is("refX", 8),
                    Is("refY", 4),
                    Is("markerWidth", 6),
                    Is("markerHeight", 6),
                    Is("orient", "auto"),
                    Shape("path", Is("d", "M0 0L8 4L0 8Z"))
                )
            ),
            arrows,
            layers.SelectMany(l => l).Where(n => n.Stage is not null).Select(n => Stage(n.Stage!, places[n]))
        );
    }

    private static string InWords(IReadOnlyList<IReadOnlyList<StageNode>> layers) =>
        string.Join(
            " ",
            layers
                .SelectMany(l => l)
                .Where(n => n.Stage is not null)
                .Select(n =>
                {
                    var from = n.From.Select(f => f.Origin.Name).Distinct().ToList();
                    return from.Count == 0
                        ? $"{n.Stage!.Name} begins."
                        : $"{n.Stage!.Name} follows {string.Join(", ", from)}.";
                })
        );

    private static Dictionary<StageNode, Box> Arrange(IReadOnlyList<IReadOnlyList<StageNode>> layers)
    {
        var tallest = layers.Max(Height);
        var places = new Dictionary<StageNode, Box>();
        foreach (var (column, layer) in layers.Index())
        {
            var y = Margin + ((tallest - Height(layer)) / 2);
            foreach (var node in layer)
            {
                var high = HeightOf(node);
                places[node] = new Box(Margin + (column * (Wide + Across)), y, Wide, high);
                y += high + Down;
            }
        }
        return places;

        static double HeightOf(StageNode node) => node.Stage is null ? Thin : High;

        static double Height(IReadOnlyList<StageNode> layer) => layer.Sum(HeightOf) + (Down * (layer.Count - 1));
    }

    // What passes a layer goes straight through it.
    private static XElement Arrow(Box from, Box to, bool ends)
    {
        var (y1, y2) = (from.Top + (from.Height / 2), to.Top + (to.Height / 2));
        var middle = (from.Right + to.Left) / 2;
        var path =
            $"M{Pixels.Text(from.Right)} {Pixels.Text(y1)}C{Pixels.Text(middle)} {Pixels.Text(y1)} {Pixels.Text(middle)} {Pixels.Text(y2)} {Pixels.Text(to.Left)} {Pixels.Text(y2)}";
        return ends
            ? Shape("path", Is("d", path), Is("marker-end", "url(#graph-arrow)"))
            : Shape("path", Is("d", $"{path}H{Pixels.Text(to.Right)}"));
    }

    private static XElement Stage(StageRow stage, Box box) =>
        Shape(
            "g",
            stage.Computed > 0 ? Is("class", "fresh") : null,
            Shape(
                "rect",
                Is("x", Pixels.Text(box.Left)),
                Is("y", Pixels.Text(box.Top)),
                Is("width", Pixels.Text(box.Width)),
                Is("height", Pixels.Text(box.Height)),
                Is("rx", 6)
            ),
            Line(box, 21, "name", stage.Name),
            Line(box, 40, null, Numbers.Of(stage.Instances, "instance")),
            Line(box, 57, null, $"{Numbers.Seconds(stage.Seconds)}, {Origin(stage)}")
        );

    private static string Origin(StageRow stage) =>
        stage.Computed == 0 ? "from the store"
        : stage.Cached == 0 ? "computed"
        : $"{Numbers.Count(stage.Computed)} computed";

    private static XElement Line(Box box, double down, string? style, string text) =>
        Shape(
            "text",
            Is("x", Pixels.Text(box.Left + (box.Width / 2))),
            Is("y", Pixels.Text(box.Top + down)),
            Is("text-anchor", "middle"),
            style is null ? null : Is("class", style),
            text
        );
}
