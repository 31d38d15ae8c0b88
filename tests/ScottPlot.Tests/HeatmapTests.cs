using System.Globalization;
using ScottPlot.Tests.Support;
using ScottPlot.TickGenerators;

namespace ScottPlot.Tests;

public sealed class HeatmapTests
{
    [Fact]
    public void The_labels_of_a_color_bar_span_the_values_of_its_map()
    {
        var (plot, _) = WithMap(0, 50);

        var values = Labels(plot);
        Assert.Equal(0, values.Min());
        Assert.InRange(values.Max(), 40, 50);
    }

    [Fact]
    public void A_range_chosen_by_hand_replaces_that_of_the_values()
    {
        var (plot, map) = WithMap(0, 50);
        map.ManualRange = new Range(-1, 1);

        var values = Labels(plot);
        Assert.InRange(values.Min(), -1, -0.5);
        Assert.InRange(values.Max(), 0.5, 1);
    }

    [Fact]
    public void A_color_bar_stands_right_of_the_data_with_its_label_outside()
    {
        var (plot, map) = WithMap(0, 50);
        Ruler ruler = new(plot, 0, 0, 1, 1);
        var before = Picture.Of(plot);
        var bar = plot.Add.ColorBar(map);
        bar.Label = "Distance";
        var after = Picture.Of(plot);
        var right = ruler.X(after, 1.5);

        Assert.True(right < ruler.X(before, 1.5) - bar.Width);
        Assert.All(after.Texts, text => Assert.True(text.X > right + bar.Width, $"{text} is too far left"));
        Assert.True(after.Text("Distance").X > after.Texts.Where(t => t.Content != "Distance").Max(t => t.X));
    }

    [Fact]
    public void A_wider_color_bar_takes_more_room()
    {
        Assert.Equal(40, Right(10) - Right(50), Ruler.Tolerance);

        static double Right(float width)
        {
            var (plot, map) = WithMap(0, 50);
            Ruler ruler = new(plot, 0, 0, 1, 1);
            plot.Add.ColorBar(map).Width = width;
            return ruler.X(Picture.Of(plot), 1.5);
        }
    }

    [Fact]
    public void The_texts_of_a_color_bar_have_the_sizes_that_were_chosen()
    {
        var (plot, map) = WithMap(0, 50);
        var bar = plot.Add.ColorBar(map);
        bar.Label = "Distance";
        bar.LabelStyle.FontSize = 19;
        bar.Axis.TickLabelStyle.FontSize = 11;
        var picture = Picture.Of(plot);

        Assert.True(bar.LabelStyle.Bold);
        Assert.Equal(19, picture.Text("Distance").Size);
        Assert.All(picture.Texts.Where(t => t.Content != "Distance"), t => Assert.Equal(11, t.Size));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(2, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_range_needs_finite_ends_in_order(double min, double max)
    {
        Assert.Throws<ArgumentException>(() => new Range(min, max));
    }

    [Fact]
    public void A_map_is_drawn_upright_with_viridis_in_its_own_range_unless_that_is_changed()
    {
        var (_, map) = WithMap(0, 50);

        Assert.IsType<Colormaps.Viridis>(map.Colormap);
        Assert.False(map.FlipVertically);
        Assert.Null(map.ManualRange);
        Assert.Null(map.Extent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Turning_a_map_over_changes_the_picture_unless_its_rows_are_the_same(bool same)
    {
        Assert.Equal(same, Drawn(flipped: false) == Drawn(flipped: true));

        string Drawn(bool flipped)
        {
            Plot plot = new();
            plot
                .Add.Heatmap(
                    new double[,]
                    {
                        { 1, 2 },
                        { same ? 1 : 3, same ? 2 : 4 },
                    }
                )
                .FlipVertically = flipped;
            return Picture.Xml(plot);
        }
    }

    private static double[] Labels(Plot plot)
    {
        plot.Add.ColorBar((Plottables.Heatmap)plot.PlottableList[0]);
        return
        [
            .. Picture
                .Of(plot)
                .Words.Select(word => double.Parse(word.Replace('−', '-'), CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>A map of two by two with the given least and greatest value, and no other labels.</summary>
    private static (Plot Plot, Plottables.Heatmap Map) WithMap(double least, double greatest)
    {
        Plot plot = new();
        var map = plot.Add.Heatmap(
            new[,]
            {
                { least, greatest },
                { least, least },
            }
        );
        plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        plot.Axes.SetLimits(-0.5, 1.5, -0.5, 1.5);
        return (plot, map);
    }
}
