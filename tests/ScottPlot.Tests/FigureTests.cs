using System.Globalization;
using System.Text.RegularExpressions;

namespace ScottPlot.Tests;

public sealed class FigureTests
{
    [Fact]
    public void The_same_calls_give_the_same_bytes()
    {
        Assert.Equal(Everything().GetSvgXml(700, 500), Everything().GetSvgXml(700, 500));
    }

    [Fact]
    public void Rendering_twice_gives_the_same_bytes()
    {
        var plot = Everything();

        Assert.Equal(plot.GetSvgXml(700, 500), plot.GetSvgXml(700, 500));
    }

    [Fact]
    public void A_saved_file_holds_what_GetSvgXml_gives()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var plot = Everything();
            plot.SaveSvg(path, 700, 500);
            Assert.Equal(plot.GetSvgXml(700, 500), File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_culture_of_the_thread_does_not_matter()
    {
        var expected = Everything().GetSvgXml(700, 500);
        var culture = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NumberGroupSeparator = ".";
        commas.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = commas;
            Assert.Equal(expected, Everything().GetSvgXml(700, 500));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Numbers_have_two_decimals_at_most()
    {
        Assert.DoesNotMatch(
            new Regex("[0-9]\\.[0-9]{3}", RegexOptions.None, TimeSpan.FromSeconds(5)),
            Everything().GetSvgXml(700, 500)
        );
    }

    [Fact]
    public void Text_is_escaped_and_characters_that_XML_forbids_are_left_out()
    {
        Plot plot = new();
        plot.Title("a < b & \"c\" > d\u0001");
        var svg = Svg.Render(plot);

        Assert.Contains("a < b & \"c\" > d", svg.Texts());
        Assert.Equal("a < b & \"c\" > d", svg.All("title").Single().Value);
    }

    [Fact]
    public void Title_and_axis_labels_are_drawn()
    {
        Plot plot = new();
        plot.Title("The title");
        plot.XLabel("The x label");
        plot.YLabel("The y label");

        var texts = Svg.Render(plot).Texts();
        Assert.All(["The title", "The x label", "The y label"], label => Assert.Contains(label, texts));
    }

    [Fact]
    public void An_axis_label_longer_than_its_axis_stays_inside_the_figure()
    {
        Plot plot = new();
        plot.Axes.Bottom.MinimumSize = 200;
        plot.YLabel(new string('m', 20));
        var label = Svg.Render(plot).Text(new string('m', 20));

        // A bold m of Helvetica is 0.889 of the font size wide; turned about its middle, the label reaches half its length upwards.
        var half = 20 * 0.889 * label.Number("font-size") / 2;
        var middle = label.Parent!.Attribute("transform")!.Value.TrimEnd(')').Split(' ')[2];
        Assert.True(double.Parse(middle, CultureInfo.InvariantCulture) > half, $"{middle} is less than {half}");
    }

    [Fact]
    public void A_NaN_leaves_a_gap_in_a_line()
    {
        Plot plot = new();
        plot.Add.ScatterLine([0, 1, 2, 3, 4], [0, 1, double.NaN, 1, 0], Colors.Magenta);
        var path = Assert.Single(Svg.Render(plot).Paths("stroke", "#ff00ff"));

        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.Equal(2, path.Count(c => c == 'L'));
    }

    [Fact]
    public void A_NaN_divides_a_band()
    {
        Plot plot = new();
        double[] xs = [0, 1, 2, 3, 4];
        var band = plot.Add.FillY(xs, [0, 0, double.NaN, 0, 0], [1, 1, 1, 1, 1]);
        band.FillColor = Colors.Magenta;

        Assert.Equal(2, Svg.Render(plot).Paths("fill", "#ff00ff").Length);
    }

    [Fact]
    public void Points_lie_where_the_axes_say()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 4, 0, 10);
        plot.Add.ScatterPoints([0, 2, 4], [0, 5, 10]);
        var circles = Svg.Render(plot).All("circle").ToArray();

        Assert.Equal(3, circles.Length);
        Assert.Equal((circles[0].Number("cx") + circles[2].Number("cx")) / 2, circles[1].Number("cx"), 0.02);
        Assert.Equal((circles[0].Number("cy") + circles[2].Number("cy")) / 2, circles[1].Number("cy"), 0.02);
        Assert.True(circles[0].Number("cy") > circles[2].Number("cy"));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_marker_shape_draws_something(MarkerShape shape)
    {
        Plot plot = new();
        var scatter = plot.Add.ScatterPoints([0, 1], [0, 1], Colors.Magenta);
        (scatter.MarkerShape, scatter.MarkerSize) = (shape, 9);

        Assert.Equal(
            shape != MarkerShape.None,
            Svg.Render(plot).ToString().Contains("#ff00ff", StringComparison.Ordinal)
        );
    }

    public static TheoryData<MarkerShape> Shapes => [.. Enum.GetValues<MarkerShape>()];

    [Fact]
    public void Data_is_clipped_to_the_data_area_by_an_id_that_exists()
    {
        var svg = Svg.Render(Everything());
        var ids = svg.All("clipPath").Select(clip => clip.Attribute("id")!.Value).ToArray();
        var uses = svg.All("g").Select(g => g.Attribute("clip-path")?.Value).OfType<string>().ToArray();

        Assert.NotEmpty(uses);
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(uses, use => Assert.Contains(use["url(#".Length..^1], ids));
    }

    [Fact]
    public void Legend_entries_come_in_the_order_of_the_series_and_only_for_those_with_a_text()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 1], [0, 1]).LegendText = "first";
        plot.Add.Scatter([0, 1], [0, 1]);
        plot.Add.HorizontalLine(.5).LegendText = "reference";
        plot.Add.FillY([0, 1], [0, 0], [1, 1]).LegendText = "band";
        plot.ShowLegend(Alignment.UpperLeft);

        Assert.Equal(["first", "reference", "band"], plot.Legend.GetItems().Select(item => item.LabelText));
        var drawn = Svg.Render(plot).Texts();
        Assert.Equal(["first", "reference", "band"], drawn[^3..]);
    }

    [Fact]
    public void A_hidden_legend_is_not_drawn()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 1], [0, 1]).LegendText = "series";
        plot.HideLegend();

        Assert.DoesNotContain("series", Svg.Render(plot).Texts());
    }

    [Fact]
    public void A_legend_beside_the_data_area_makes_room_for_itself()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 1], [0, 1]).LegendText = "series";
        var before = Svg.Render(plot).All("clipPath").Single().Elements().Single().Number("width");
        plot.ShowLegend(Edge.Right);
        var svg = Svg.Render(plot);
        var area = svg.All("clipPath").Single().Elements().Single();

        Assert.True(area.Number("width") < before);
        Assert.True(svg.Text("series").Number("x") > area.Number("x") + area.Number("width"));
    }

    [Fact]
    public void Colors_follow_the_palette_and_begin_anew_in_an_empty_plot()
    {
        Plot plot = new();
        plot.Add.Palette = new Palettes.ColorblindFriendly();
        plot.Add.Scatter([0], [0]);
        var second = plot.Add.Scatter([0], [0]).Color;
        plot.Clear();

        Assert.Equal(Color.FromHex("#E69F00"), second);
        Assert.Equal(Colors.Black, plot.Add.Scatter([0], [0]).Color);
    }

    [Fact]
    public void Colors_are_read_from_and_written_to_hexadecimal()
    {
        Assert.Equal(new Color(0x12, 0xAB, 0xFF), Color.FromHex("#12abff"));
        Assert.Equal("#12ABFF", Color.FromHex("12ABFF").ToHex());
        Assert.Equal(127, Colors.Red.WithAlpha(.5).Alpha);
    }

    [Fact]
    public void Hiding_the_grid_removes_its_lines()
    {
        Plot plot = new();
        plot.Grid.MajorLineColor = Colors.Magenta;
        var shown = string.Concat(Svg.Render(plot).Paths("stroke", "#ff00ff")).Count(c => c == 'M');
        plot.HideGrid();

        Assert.True(shown > 4);
        Assert.Empty(Svg.Render(plot).Paths("stroke", "#ff00ff"));
    }

    [Fact]
    public void Panels_of_a_figure_are_drawn_side_by_side_in_order()
    {
        Multiplot multiplot = new();
        multiplot.AddPlots(3);
        multiplot.Layout = new MultiplotLayouts.Columns();
        for (var i = 0; i < 3; i++)
            multiplot.GetPlot(i).Title($"Panel {i}");
        var svg = Svg.Render(multiplot, 900, 300);

        var xs = Enumerable.Range(0, 3).Select(i => svg.Text($"Panel {i}").Number("x")).ToArray();
        Assert.InRange(xs[0], 0, 300);
        Assert.InRange(xs[1], 300, 600);
        Assert.InRange(xs[2], 600, 900);
        Assert.Equal(3, svg.All("clipPath").Count());
    }

    [Fact]
    public void A_grid_of_panels_is_filled_row_by_row()
    {
        Multiplot multiplot = new();
        multiplot.AddPlots(3);
        MultiplotLayouts.Grid grid = new(2, 2);
        var cells = grid.GetSubplotRectangles(multiplot.Subplots, new PixelRect(0, 200, 100, 0));

        Assert.Equal(
            [new PixelRect(0, 100, 50, 0), new PixelRect(100, 200, 50, 0), new PixelRect(0, 100, 100, 50)],
            cells
        );
    }

    private static Plot Everything()
    {
        Plot plot = new();
        double[] xs = [0, 1.234567, 2, 3.3];
        double[] ys = [0.1, 1 / 3.0, double.NaN, -2.7182818];
        plot.Add.Scatter(xs, ys).LegendText = "scatter";
        plot.Add.FillY(xs, ys, [1, 2, 3, 4]).FillColor = Colors.C3.WithAlpha(.3);
        plot.Add.ErrorBar(xs, ys, [.1, .1, .1, .1]);
        plot.Add.HorizontalLine(.5, pattern: LinePattern.Dashed).Text = "half";
        plot.Add.VerticalLine(1.5);
        plot.Add.HorizontalSpan(.2, .4);
        plot.Add.VerticalSpan(.2, .4);
        plot.Add.Line(0, 0, 1, 1);
        plot.Add.Text("text", 1, 1).LabelRotation = 30;
        plot.Add.Annotation("annotation");
        plot.Add.Bars(xs, [1, 2, 3, -4000]).LegendText = "bars";
        var map = plot.Add.Heatmap(
            new double[,]
            {
                { 1, 2, 3 },
                { 4, 5, 6.5 },
            }
        );
        plot.Add.ColorBar(map);
        plot.Title("Title");
        return plot;
    }
}
