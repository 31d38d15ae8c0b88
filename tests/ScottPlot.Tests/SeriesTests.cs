using ScottPlot.Plottables;
using ScottPlot.Tests.Support;

namespace ScottPlot.Tests;

public sealed class SeriesTests
{
    private const string Hue = "#123456";

    [Fact]
    public void A_line_goes_through_its_points_in_the_order_given()
    {
        var (plot, ruler) = Empty();
        plot.Add.ScatterLine([1, 5, 3], [2, 8, 4], Color.FromHex(Hue));
        var picture = Picture.Of(plot);
        var line = Assert.Single(Assert.Single(picture.In(Hue)).Lines);

        Assert.Equal(3, line.Count);
        foreach (var ((x, y), place) in new[] { (1.0, 2.0), (5, 8), (3, 4) }.Zip(line))
        {
            Assert.Equal(ruler.X(picture, x), place.X, Ruler.Tolerance);
            Assert.Equal(ruler.Y(picture, y), place.Y, Ruler.Tolerance);
        }
    }

    [Fact]
    public void A_value_that_is_no_number_leaves_a_gap_in_a_line()
    {
        var (plot, _) = Empty();
        plot.Add.ScatterLine([0, 1, 2, 3, 4], [0, 1, double.NaN, 1, 0], Color.FromHex(Hue));

        Assert.Equal([2, 2], Assert.Single(Picture.Of(plot).In(Hue)).Lines.Select(line => line.Count));
    }

    [Fact]
    public void A_line_has_the_width_and_the_text_that_were_chosen()
    {
        var (plot, _) = Empty();
        var line = plot.Add.ScatterLine([0, 1], [0, 1], Color.FromHex(Hue));
        Assert.Equal(1, line.LineWidth);
        line.LineWidth = 3.5f;

        Assert.Equal(3.5, Assert.Single(Picture.Of(plot).In(Hue)).StrokeWidth);
        Assert.Equal("", line.LegendText);
    }

    [Fact]
    public void A_line_without_width_is_not_drawn()
    {
        var (plot, _) = Empty();
        plot.Add.ScatterLine([0, 1], [0, 1], Color.FromHex(Hue)).LineWidth = 0;

        Assert.Empty(Picture.Of(plot).In(Hue));
    }

    [Fact]
    public void Lines_have_no_markers_and_points_no_line()
    {
        var (plot, _) = Empty();

        Assert.Equal(0, plot.Add.ScatterLine([0], [0]).MarkerSize);
        Assert.Equal(0, plot.Add.ScatterPoints([0], [0]).LineWidth);
    }

    [Theory]
    [InlineData(MarkerShape.FilledCircle)]
    [InlineData(MarkerShape.FilledSquare)]
    [InlineData(MarkerShape.FilledTriangleUp)]
    [InlineData(MarkerShape.FilledTriangleDown)]
    [InlineData(MarkerShape.FilledDiamond)]
    [InlineData(MarkerShape.OpenCircle)]
    [InlineData(MarkerShape.OpenSquare)]
    [InlineData(MarkerShape.OpenTriangleUp)]
    [InlineData(MarkerShape.OpenDiamond)]
    public void A_marker_lies_around_its_point_and_an_open_one_is_not_filled(MarkerShape marker)
    {
        var (plot, ruler) = Empty();
        var points = plot.Add.ScatterPoints([5], [5], Color.FromHex(Hue));
        (points.MarkerShape, points.MarkerSize) = (marker, 20);
        var picture = Picture.Of(plot);
        var shape = Assert.Single(picture.In(Hue));
        var open = marker.ToString().StartsWith("Open", StringComparison.Ordinal);

        Assert.Equal(open ? "none" : Hue, shape.Fill);
        Assert.InRange(ruler.X(picture, 5), shape.Left + 5, shape.Right - 5);
        Assert.InRange(ruler.Y(picture, 5), shape.Top + 3, shape.Bottom - 3);
        Assert.InRange(shape.Right - shape.Left, 12, 24);
    }

    [Fact]
    public void There_is_a_marker_at_each_point()
    {
        var (plot, ruler) = Empty();
        var points = plot.Add.ScatterPoints([1, 2, 3], [4, 5, 6], Color.FromHex(Hue));
        points.MarkerShape = MarkerShape.FilledSquare;
        var picture = Picture.Of(plot);
        var outlines = picture.In(Hue).SelectMany(shape => shape.Lines).ToArray();

        Assert.Equal(3, outlines.Length);
        Assert.Equal(ruler.X(picture, 3), outlines[2].Average(p => p.X), Ruler.Tolerance);
        Assert.Equal(ruler.Y(picture, 6), outlines[2].Average(p => p.Y), Ruler.Tolerance);
    }

    [Fact]
    public void No_marker_is_drawn_without_a_shape_or_a_size()
    {
        var (plot, _) = Empty();
        plot.Add.ScatterPoints([5], [5], Color.FromHex(Hue)).MarkerShape = MarkerShape.None;
        plot.Add.ScatterPoints([5], [5], Color.FromHex(Hue)).MarkerSize = 0;

        Assert.Empty(Picture.Of(plot).In(Hue));
    }

    [Fact]
    public void The_strokes_of_an_open_marker_have_the_width_that_was_chosen()
    {
        var (plot, _) = Empty();
        var points = plot.Add.ScatterPoints([5], [5], Color.FromHex(Hue));
        (points.MarkerShape, points.MarkerLineWidth) = (MarkerShape.OpenCircle, 3);

        Assert.Equal(3, Assert.Single(Picture.Of(plot).In(Hue)).StrokeWidth);
    }

    [Fact]
    public void There_must_be_a_y_for_each_x()
    {
        Plot plot = new();

        Assert.ThrowsAny<Exception>(() =>
        {
            plot.Add.ScatterPoints([1, 2], [1]);
            _ = Picture.Of(plot);
        });
    }

    [Fact]
    public void A_straight_line_joins_two_points()
    {
        var (plot, ruler) = Empty();
        var line = plot.Add.Line(1, 2, 7, 9);
        (line.Color, line.LineWidth) = (Color.FromHex(Hue), 4);
        var picture = Picture.Of(plot);
        var shape = Assert.Single(picture.In(Hue));

        ruler.AssertBounds(picture, shape, 1, 7, 2, 9);
        Assert.Equal(4, shape.StrokeWidth);
    }

    [Fact]
    public void Reference_lines_cross_the_whole_data_area()
    {
        var (plot, ruler) = Empty();
        plot.Add.HorizontalLine(4, 1, Color.FromHex("#123451"));
        plot.Add.VerticalLine(3, 1, Color.FromHex("#123452"));
        var picture = Picture.Of(plot);

        ruler.AssertBounds(picture, Assert.Single(picture.In("#123451")), 0, 10, 4, 4);
        ruler.AssertBounds(picture, Assert.Single(picture.In("#123452")), 3, 3, 0, 10);
    }

    [Theory]
    [InlineData("Dashed")]
    [InlineData("DenselyDashed")]
    [InlineData("Dotted")]
    public void A_pattern_interrupts_a_line(string name)
    {
        var pattern = name switch
        {
            "Dashed" => LinePattern.Dashed,
            "DenselyDashed" => LinePattern.DenselyDashed,
            _ => LinePattern.Dotted,
        };

        Assert.Equal(Drawn(LinePattern.Solid), Drawn(default));
        Assert.NotEqual(Drawn(LinePattern.Solid), Drawn(pattern));
        Assert.NotEqual(Drawn(LinePattern.Solid), Drawn(pattern, onReference: true));

        static string Drawn(LinePattern pattern, bool onReference = false)
        {
            var (plot, _) = Empty();
            Scatter line = plot.Add.ScatterLine([1, 9], [5, 5], Color.FromHex(Hue));
            line.LinePattern = onReference ? LinePattern.Solid : pattern;
            plot.Add.HorizontalLine(3, pattern: onReference ? pattern : LinePattern.Solid);
            return Picture.Xml(plot);
        }
    }

    [Fact]
    public void Series_without_a_color_have_different_ones()
    {
        Plot plot = new();
        plot.Add.HorizontalLine(1);
        plot.Add.HorizontalLine(2);
        plot.Axes.SetLimits(0, 1, 0, 3);
        plot.HideGrid();
        var ruler = new Ruler(plot, 0, 0, 1, 3);
        var picture = Picture.Of(plot);
        var colors = new[] { 1, 2 }.Select(y =>
            Assert.Single(picture.Shapes, s => Math.Abs(s.Y - ruler.Y(picture, y)) < 1 && s.Right - s.Left > 100).Stroke
        );

        Assert.Equal(2, colors.Distinct().Count());
    }

    [Fact]
    public void What_was_added_later_is_drawn_above_unless_the_list_is_changed()
    {
        var (plot, _) = Empty();
        var first = plot.Add.Line(0, 0, 1, 1);
        first.Color = Color.FromHex("#123451");
        var second = plot.Add.Line(0, 1, 1, 0);
        second.Color = Color.FromHex("#123452");
        Assert.Equal(["#123451", "#123452"], Order());
        plot.PlottableList.Remove(first);
        plot.PlottableList.Add(first);

        Assert.Equal(["#123452", "#123451"], Order());

        string[] Order() =>
            [
                .. Picture
                    .Of(plot)
                    .Shapes.Select(shape => shape.Stroke)
                    .Where(stroke => stroke.StartsWith("#12345", StringComparison.Ordinal)),
            ];
    }

    private static (Plot Plot, Ruler Ruler) Empty()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 10, 0, 10);
        return (plot, new(plot, 0, 0, 10, 10));
    }
}
