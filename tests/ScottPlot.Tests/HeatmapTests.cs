using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ScottPlot.Colormaps;

namespace ScottPlot.Tests;

public sealed partial class HeatmapTests
{
    private static readonly string Low = new Viridis().GetColor(0).Hex();
    private static readonly string High = new Viridis().GetColor(1).Hex();

    [Fact]
    public void Row_0_is_at_the_top_and_column_0_at_the_left()
    {
        Plot plot = new();
        plot.Add.Heatmap(
            new double[,]
            {
                { 1, 0 },
                { 0, 0 },
            }
        );
        var svg = Svg.Render(plot);

        Assert.Equal((0, 0), Cell(svg, High));
    }

    [Fact]
    public void Flipping_turns_rows_or_columns_over()
    {
        double[,] corner =
        {
            { 1, 0 },
            { 0, 0 },
        };
        Plot vertical = new();
        vertical.Add.Heatmap(corner).FlipVertically = true;
        Plot horizontal = new();
        horizontal.Add.Heatmap(corner).FlipHorizontally = true;

        Assert.Equal((0, 1), Cell(Svg.Render(vertical), High));
        Assert.Equal((1, 0), Cell(Svg.Render(horizontal), High));
    }

    [Fact]
    public void Cells_are_centered_on_whole_numbers_by_default()
    {
        Plot plot = new();
        plot.Add.Heatmap(new double[2, 3]);
        plot.Axes.Margins(0, 0);

        var limits = plot.Axes.GetLimits();
        Assert.Equal((-0.5, 2.5, -0.5, 1.5), (limits.Left, limits.Right, limits.Bottom, limits.Top));
    }

    [Fact]
    public void The_extent_names_the_centers_and_the_rectangle_the_edges()
    {
        Plot plot = new();
        var map = plot.Add.Heatmap(new double[2, 3]);
        map.Extent = new CoordinateRect(0, 20, 0, 5);
        var byCenters = map.GetAlignedExtent();
        map.Rectangle = new CoordinateRect(0, 30, 0, 10);
        var byEdges = map.GetAlignedExtent();

        Assert.Equal((-5, 25, -2.5, 7.5), (byCenters.Left, byCenters.Right, byCenters.Bottom, byCenters.Top));
        Assert.Equal((0, 30, 0, 10), (byEdges.Left, byEdges.Right, byEdges.Bottom, byEdges.Top));
    }

    [Fact]
    public void A_manual_range_replaces_that_of_the_data_and_clips()
    {
        Plot plot = new();
        var map = plot.Add.Heatmap(
            new double[,]
            {
                { 5, 100 },
            }
        );
        map.ManualRange = new ScottPlot.Range(5, 10);
        var svg = Svg.Render(plot);

        Assert.Equal(5, map.GetRange().Min);
        Assert.Single(svg.Paths("fill", Low));
        Assert.Single(svg.Paths("fill", High));
    }

    [Fact]
    public void Cells_without_a_number_are_left_empty()
    {
        Plot plot = new();
        plot.Add.Heatmap(
            new double[,]
            {
                { double.NaN, 0 },
                { 0, 1 },
            }
        );

        var cells = Regex.Count(string.Concat(Svg.Render(plot).Paths("fill", Low)), "M", RegexOptions.None);
        Assert.Equal(2, cells);
    }

    [Fact]
    public void A_color_bar_has_the_range_of_its_source_and_its_label()
    {
        Plot plot = new();
        var map = plot.Add.Heatmap(
            new double[,]
            {
                { 0, 50 },
            }
        );
        var bar = plot.Add.ColorBar(map);
        bar.Label = "Distance";
        var svg = Svg.Render(plot);

        Assert.Equal((0, 50), (bar.Axis.Min, bar.Axis.Max));
        Assert.Contains("50", svg.Texts());
        Assert.Contains("Distance", svg.Texts());
    }

    [Fact]
    public void Viridis_has_its_published_colors()
    {
        Assert.Equal("#440154", new Viridis().GetColor(0).Hex());
        Assert.Equal("#21918c", new Viridis().GetColor(128 / 255.0).Hex());
        Assert.Equal("#fde725", new Viridis().GetColor(1).Hex());
        Assert.Equal("#fde725", new Viridis().Reversed().GetColor(0).Hex());
    }

    /// <summary>The column and row (0 or 1) of the one cell of a color in a map of 2 by 2.</summary>
    private static (int Column, int Row) Cell(XElement svg, string color)
    {
        var (x, y) = Start(Assert.Single(svg.Paths("fill", color)));
        var (left, top) = svg.Paths("fill", Low).Append(svg.Paths("fill", High)[0]).Select(FirstOfAll).Aggregate(Least);
        return (x > left + 1 ? 1 : 0, y > top + 1 ? 1 : 0);

        static (double X, double Y) Least((double X, double Y) a, (double X, double Y) b) =>
            (Math.Min(a.X, b.X), Math.Min(a.Y, b.Y));
        static (double X, double Y) FirstOfAll(string path) =>
            path.Split('Z', StringSplitOptions.RemoveEmptyEntries).Select(Start).Aggregate(Least);
    }

    private static (double X, double Y) Start(string path)
    {
        var match = MoveTo().Match(path);
        return (
            double.Parse(match.Groups["x"].Value, CultureInfo.InvariantCulture),
            double.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture)
        );
    }

    [GeneratedRegex("^M(?<x>[-0-9.]+) (?<y>[-0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MoveTo();
}
