using ScottPlot.Tests.Support;

namespace ScottPlot.Tests;

/// <summary>Error bars, bands and spans.</summary>
public sealed class AreaTests
{
    private const string Hue = "#123456";

    [Fact]
    public void An_error_bar_reaches_from_the_point_less_the_error_to_the_point_plus_the_error()
    {
        var (plot, ruler) = Empty();
        var bars = plot.Add.ErrorBar([5], [4], [1.5]);
        (bars.Color, bars.LineWidth) = (Color.FromHex(Hue), 2);
        var picture = Picture.Of(plot);
        var bar = Assert.Single(picture.In(Hue));

        Assert.Equal(ruler.X(picture, 5), bar.X, Ruler.Tolerance);
        Assert.Equal(ruler.Y(picture, 2.5), bar.Bottom, Ruler.Tolerance);
        Assert.Equal(ruler.Y(picture, 5.5), bar.Top, Ruler.Tolerance);
        Assert.Equal(2, bar.StrokeWidth);
    }

    [Fact]
    public void The_errors_above_and_below_can_differ()
    {
        var (plot, ruler) = Empty();
        var bars = plot.Add.ErrorBar([5], [4], [0]);
        bars.YErrorNegative = [3];
        bars.YErrorPositive = [1];
        bars.Color = Color.FromHex(Hue);
        var picture = Picture.Of(plot);
        var bar = Assert.Single(picture.In(Hue));

        Assert.Equal(ruler.Y(picture, 1), bar.Bottom, Ruler.Tolerance);
        Assert.Equal(ruler.Y(picture, 5), bar.Top, Ruler.Tolerance);
    }

    [Fact]
    public void Each_point_has_a_bar_of_three_strokes_but_none_without_an_error()
    {
        var (plot, ruler) = Empty();
        var bars = plot.Add.ErrorBar([2, 5, 8], [4, 4, 4], [1, 0, 2]);
        bars.Color = Color.FromHex(Hue);
        var picture = Picture.Of(plot);
        var strokes = picture.In(Hue).SelectMany(shape => shape.Lines).ToArray();

        Assert.Equal(6, strokes.Length);
        Assert.DoesNotContain(strokes, stroke => Math.Abs(stroke.Average(p => p.X) - ruler.X(picture, 5)) < 20);
    }

    [Fact]
    public void A_band_fills_what_is_between_two_curves()
    {
        var (plot, ruler) = Empty();
        var band = plot.Add.FillY([2, 4, 8], [1, 2, 1], [6, 9, 5]);
        (band.FillColor, band.LineWidth) = (Color.FromHex(Hue), 0);
        var picture = Picture.Of(plot);
        var shape = Assert.Single(picture.In(Hue));

        ruler.AssertBounds(picture, shape, 2, 8, 1, 9);
        Assert.Equal("none", shape.Stroke);
    }

    [Fact]
    public void A_band_has_an_edge_of_one_pixel_in_black_unless_that_is_changed()
    {
        var (plot, _) = Empty();
        plot.Add.FillY([2, 4, 8], [1, 2, 1], [6, 9, 5]).FillColor = Color.FromHex(Hue);
        var (plain, _) = Empty();
        var without = plain.Add.FillY([2, 4, 8], [1, 2, 1], [6, 9, 5]);
        Assert.Equal(1, without.LineWidth);
        (without.FillColor, without.LineWidth) = (Color.FromHex(Hue), 0);

        Assert.Equal(1, Edges(plot) - Edges(plain));

        // Fill and edge may be one shape or two.
        static int Edges(Plot plot) =>
            Picture.Of(plot).Shapes.Count(s => s.Stroke == "#000000" && s.Lines[0].Count >= 6);
    }

    [Fact]
    public void What_is_behind_a_translucent_band_shows_through()
    {
        var (plot, _) = Empty();
        var band = plot.Add.FillY([2, 8], [1, 1], [6, 5]);
        (band.FillColor, band.LineWidth) = (Color.FromHex(Hue).WithOpacity(0.2), 0);

        Assert.Equal(0.2, Assert.Single(Picture.Of(plot).In(Hue)).Opacity, 0.005);
    }

    [Fact]
    public void A_span_covers_the_whole_width_between_two_values_of_y_in_any_order()
    {
        var (plot, ruler) = Empty();
        plot.Add.VerticalSpan(7, 3, Color.FromHex(Hue)).LineStyle.Width = 0;
        var picture = Picture.Of(plot);

        ruler.AssertBounds(picture, Assert.Single(picture.In(Hue)), 0, 10, 3, 7);
    }

    [Fact]
    public void A_span_without_a_color_is_translucent_and_has_no_outline()
    {
        var (plot, ruler) = Empty();
        plot.HideGrid();
        var span = plot.Add.VerticalSpan(3, 7);
        var picture = Picture.Of(plot);
        var shape = Assert.Single(
            picture.Shapes,
            s => Math.Abs(s.Top - ruler.Y(picture, 7)) < 1.5 && Math.Abs(s.Bottom - ruler.Y(picture, 3)) < 1.5
        );

        Assert.Equal(0, span.LineStyle.Width);
        Assert.Equal("none", shape.Stroke);
        Assert.Equal(0.2, shape.Opacity, 0.005);
    }

    private static (Plot Plot, Ruler Ruler) Empty()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 10, 0, 10);
        return (plot, new(plot, 0, 0, 10, 10));
    }
}
