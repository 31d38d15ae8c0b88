using System.Text.Json.Nodes;
using NtkRepro.Figures;
using NtkRepro.Reporting.Html;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

/// <summary>What the page draws is what the tables say.</summary>
public sealed class PlotlyPanelTests
{
    private static readonly CurveStyle Blue = new("#0072B2", Marker.Circle, Dash.Solid);

    public static TheoryData<int, int, bool> Runs => new() { { 1, 2, false }, { 3, 3, true } };

    [Fact]
    public void A_curve_has_its_points_ranges_and_sources_and_breaks_where_one_is_missing()
    {
        var panel = new Panel("Barrier", "spawn time (epochs)", "error barrier (points)", Scale.Time);
        CurvePoint[] points =
        [
            new(0, 8, 7, 9, 3) { Source = "barrier[cnn,t0]" },
            new(1, double.NaN, double.NaN, double.NaN, 0),
            new(3, 1, 1, 1, 1) { Source = "barrier[cnn,t3]" },
        ];
        panel.Curve(points, Blue, "test images");

        var trace = Assert.Single(Traces(panel));

        // A time t lies at t + 0.1 on a logarithmic axis.
        Assert.Equal([0.1, 1.1, 3.1], Numbers(trace["x"]!));
        Assert.Equal("[8,null,1]", Text(trace["y"]!));
        Assert.Equal(
            """["0 epochs","8 points (mean of 3: 7 points to 9 points)","barrier[cnn,t0]"]""",
            Text(trace["customdata"]![0]!)
        );
        Assert.Equal("""["3 epochs","1 point","barrier[cnn,t3]"]""", Text(trace["customdata"]![2]!));
        Assert.Equal(
            ("[1,0,0]", "[1,0,0]"),
            (Text(trace["error_y"]!["array"]!), Text(trace["error_y"]!["arrayminus"]!))
        );
        Assert.Equal("log", (string)Layout(panel)["xaxis"]!["type"]!);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_point_of_every_figure_is_on_the_page(int seeds, int children, bool diverged)
    {
        var tables = SyntheticTables.Run(seeds, children, diverged).WithoutDiverged();
        foreach (
            var panel in FigureSet.Names.SelectMany(name => FigureSet.Of(name, tables).Panels).Where(p => p.HasData)
        )
        {
            var drawn = Traces(panel).Where(t => t["customdata"] is not null).ToList();
            Assert.Equal(
                panel.Items.OfType<Curve>().Sum(c => panel.Shown(c.Points).Count)
                    + panel.Items.OfType<RunPath>().Sum(p => p.Points.Count)
                    + panel.Items.OfType<Dots>().Sum(d => d.Points.Count)
                    + panel.Items.OfType<HeatMap>().Sum(m => m.Cells.Count),
                drawn.Where(t => Text(t["customdata"]![0]![0]!) != "\"everywhere\"").Sum(Told)
            );
        }

        // Cells that are empty, and points that are missing, say nothing.
        static int Told(JsonNode trace) =>
            (
                (string)trace["type"]! == "heatmap"
                    ? trace["customdata"]!.AsArray().SelectMany(row => row!.AsArray())
                    : trace["customdata"]!.AsArray()
            ).Count(data => data!.AsArray() is [_, var value, ..] && (string)value! != "");
    }

    [Fact]
    public void A_logarithmic_axis_can_be_made_linear_and_back()
    {
        var panel = new Panel("Velocity", "time (epochs)", "velocity (per epoch)", yScale: Scale.Logarithmic);
        panel.Curve([new(0, 1, 1, 1, 1), new(1, 0.01, 0.01, 0.01, 1)], Blue, "");

        var axis = Assert.Single(PlotlyPanel.Of(panel).Switches);

        Assert.Equal(("yaxis", "velocity"), (axis.Id, axis.Quantity));
        Assert.Equal(("log", "linear"), (axis.Axis.AsDrawn()["type"], axis.Axis.AsLinear()["type"]));
        // From 10⁻² to 10⁰, and a little more.
        var range = Assert.IsType<double[]>(axis.Axis.AsDrawn()["range"]);
        Assert.Equal((-2.16, 0.16), (Math.Round(range[0], 6), Math.Round(range[1], 6)));
        var linear = Assert.IsType<double[]>(axis.Axis.AsLinear()["range"]);
        Assert.InRange(linear[0], -0.1, 0.01);
    }

    [Fact]
    public void Networks_and_seeds_are_laid_over_each_other_each_with_a_name_in_the_legend()
    {
        var tables = SyntheticTables.Run(2).WithoutDiverged();

        var figure = AcrossFigure.Of([("cnn", tables), ("resnet", tables)])!;

        Assert.All(
            figure.Panels,
            panel =>
                Assert.Equal(
                    ["cnn", "cnn, seed 0", "cnn, seed 1", "resnet", "resnet, seed 0", "resnet, seed 1"],
                    panel.Items.Select(i => i.Name)
                )
        );
        Assert.All(figure.Panels.SelectMany(p => p.Items), i => Assert.Equal(i.Name.Contains("seed"), i.IsHidden));
        Assert.Null(AcrossFigure.Of([("cnn", SyntheticTables.Run(1).WithoutDiverged())]));
    }

    private static List<JsonNode> Traces(Panel panel) =>
        [.. JsonNode.Parse(PlotlyPanel.Of(panel).Figure)!["data"]!.AsArray().Select(t => t!)];

    private static JsonNode Layout(Panel panel) => JsonNode.Parse(PlotlyPanel.Of(panel).Figure)!["layout"]!;

    private static double[] Numbers(JsonNode array) => [.. array.AsArray().Select(n => (double)n!)];

    private static string Text(JsonNode node) => node.ToJsonString().Replace(".0", "", StringComparison.Ordinal);
}
