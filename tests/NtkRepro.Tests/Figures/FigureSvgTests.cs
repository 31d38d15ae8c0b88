using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Figures;

public sealed partial class FigureSvgTests(DrawnFiles files) : IClassFixture<DrawnFiles>
{
    private const string DenselyDashed = "6 6";
    private const string Dotted = "3 5";
    private const string Dashed = "10 10";

    public static TheoryData<string> Names => [.. DrawnFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_panel_begins_with_its_white_ground_and_nothing_covers_it(string name)
    {
        var parts = Read(name).Elements().Where(g => g.Of("class").Length > 0).ToList();

        Assert.NotEmpty(parts);
        foreach (var part in parts)
        {
            var ground = part.Elements().First();
            var size = part.Of("data-size").Split(' ');
            Assert.Equal("rect", ground.Name.LocalName);
            Assert.Equal(("white", size[0], size[1]), (ground.Of("fill"), ground.Of("width"), ground.Of("height")));
            var whole = ground.Number("width") * ground.Number("height");
            Assert.DoesNotContain(
                part.All("rect").Where(r => r.Parent!.Name.LocalName != "clipPath").Skip(1),
                r => r.Of("fill") is "" or "black" or "white" && r.Number("width") * r.Number("height") > whole / 10
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_are_unique_and_every_reference_has_its_target(string name)
    {
        var figure = Read(name);

        var ids = figure.Descendants().Select(e => e.Of("id")).Where(id => id.Length > 0).ToList();
        var references = figure
            .Descendants()
            .Attributes()
            .SelectMany(a => Reference().Matches(a.Value).Select(m => m.Groups["id"].Value));
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), references.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_shapes_and_texts_alone(string name)
    {
        string[] known = ["svg", "g", "clipPath", "rect", "path", "ellipse", "text"];

        var elements = Read(name).DescendantsAndSelf().Select(e => e.Name.LocalName);

        Assert.Empty(elements.Distinct(StringComparer.Ordinal).Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void A_cell_is_one_rectangle_with_an_edge_of_its_colour()
    {
        var cells = Read("kernel").Panels()[0].InData("rect").ToList();

        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.Equal(cell.Of("fill"), cell.Of("stroke")));
        Assert.All(cells, cell => Assert.NotEqual("none", cell.Of("fill")));
        Assert.Distinct(cells.Select(cell => (cell.Of("x"), cell.Of("y"))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_and_no_curve_is_drawn_twice(string name)
    {
        foreach (var panel in Read(name).Panels())
        {
            var shapes = panel
                .All("text")
                .Concat(panel.InData("path").Where(p => p.Of("stroke-linejoin") == "round"))
                .Select(e => e.ToString())
                .ToList();
            Assert.Equal(shapes.Count, shapes.Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public void A_dashed_curve_is_dashed_in_the_panel_and_in_its_legend()
    {
        var panel = Read("ntk_error").Panels()[0];

        Assert.Equal([DenselyDashed], Dashes(panel.InData("path"), FigureXml.Vermilion));
        Assert.Equal([""], Dashes(panel.InData("path"), FigureXml.Blue));
        Assert.Equal([DenselyDashed, DenselyDashed], Dashes(panel.All("path"), FigureXml.Vermilion));
        Assert.Equal(["", ""], Dashes(panel.All("path"), FigureXml.Blue));
        // The levels of full training are no curves, and have no corners.
        var level = panel.All("path").Where(p => p.Of("stroke") == "#666").Select(p => p.Of("stroke-dasharray"));
        Assert.Equal([Dotted, Dotted, Dashed, Dashed], level.OrderBy(d => d.Length));

        static IEnumerable<string> Dashes(IEnumerable<XElement> paths, string colour) =>
            paths
                .Where(p => p.Of("stroke") == colour && p.Of("stroke-width") == "2")
                .Select(p => p.Of("stroke-dasharray"));
    }

    [Fact]
    public void A_linearized_run_is_dashed_and_its_parent_is_not()
    {
        var panel = Read("trajectory").Panels()[1];

        var runs = panel.InData("path").Where(p => p.Of("stroke-linejoin") == "round").ToList();
        Assert.NotEmpty(runs);
        Assert.All(
            runs,
            run => Assert.Equal(run.Of("stroke") == "black" ? "" : DenselyDashed, run.Of("stroke-dasharray"))
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_coordinate_has_more_than_two_decimals(string name)
    {
        string[] coordinates =
        [
            "x",
            "y",
            "width",
            "height",
            "cx",
            "cy",
            "rx",
            "ry",
            "d",
            "textLength",
            "data-size",
            "data-area",
            "viewBox",
        ];
        foreach (var attribute in Read(name).DescendantsAndSelf().Attributes())
        {
            if (coordinates.Contains(attribute.Name.LocalName, StringComparer.Ordinal))
                Assert.DoesNotMatch(@"\.\d{3}|e|-0(?![.\d])", attribute.Value);
            // Of a matrix the last two numbers are a place.
            if (attribute.Name == "transform")
                Assert.Matches(@"^(translate|matrix)\(([-.\d]+ )*-?\d+(\.\d\d?)? -?\d+(\.\d\d?)?\)$", attribute.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_labels_of_an_axis_do_not_overlap(string name)
    {
        foreach (var panel in Read(name).Panels())
        {
            var upright = panel.All("text").Where(t => t.Of("transform").Length == 0).ToList();
            var boxes = upright.ConvertAll(t => (Text: t.Value, Box: Box(t)));
            foreach (var (i, a) in boxes.Index())
            {
                foreach (var b in boxes.Skip(i + 1))
                    Assert.False(Overlap(a.Box, b.Box), $"'{a.Text}' and '{b.Text}'");
            }
        }

        // Digits and capitals are seven tenths of the size high.
        static (double Left, double Right, double Top, double Bottom) Box(XElement text)
        {
            var (x, y, wide) = (text.Number("x"), text.Number("y"), text.Number("textLength"));
            var left = text.Of("text-anchor") switch
            {
                "start" => x,
                "end" => x - wide,
                _ => x - (wide / 2),
            };
            return (left, left + wide, y - (0.7 * text.Number("font-size")), y);
        }

        static bool Overlap(
            (double Left, double Right, double Top, double Bottom) a,
            (double Left, double Right, double Top, double Bottom) b
        ) => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_lies_within_its_panel(string name)
    {
        foreach (var panel in Read(name).Panels())
        {
            var size = panel
                .Of("data-size")
                .Split(' ')
                .Select(n => double.Parse(n, CultureInfo.InvariantCulture))
                .ToList();
            foreach (var text in panel.All("text").Where(t => t.Of("transform").Length == 0))
            {
                var (x, wide) = (text.Number("x"), text.Number("textLength"));
                var (before, after) = text.Of("text-anchor") switch
                {
                    "start" => (0.0, wide),
                    "end" => (wide, 0.0),
                    _ => (wide / 2, wide / 2),
                };
                Assert.True(x - before >= 0 && x + after <= size[0], $"'{text.Value}' is cut off");
                Assert.InRange(text.Number("y"), text.Number("font-size") / 2, size[1]);
            }
        }
    }

    private XElement Read(string name) => XElement.Load(files.Of(name, "svg"));

    [GeneratedRegex(@"url\(#(?<id>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
