using ScottPlot.Tests.Support;

namespace ScottPlot.Tests;

public sealed class LegendTests
{
    [Fact]
    public void Its_items_come_in_the_order_of_the_series_and_only_for_those_with_a_text()
    {
        Plot plot = new();
        plot.Add.ScatterLine([0, 1], [0, 1]).LegendText = "first";
        plot.Add.ScatterLine([0, 1], [1, 0]);
        plot.Add.HorizontalLine(.5).LegendText = "reference";
        plot.Add.ScatterPoints([0], [1]).LegendText = "points";

        Assert.Equal(["first", "reference", "points"], plot.Legend.GetItems().Select(item => item.LabelText));
    }

    [Fact]
    public void It_is_drawn_as_soon_as_a_series_has_a_text()
    {
        Plot plot = new();
        var series = plot.Add.ScatterLine([0, 1], [0, 1]);
        Assert.Empty(plot.Legend.GetItems());
        series.LegendText = "series";

        Assert.Contains("series", Picture.Of(plot).Words);
    }

    [Fact]
    public void It_stands_in_the_lower_right_of_the_data_unless_an_edge_is_chosen()
    {
        var (plot, ruler) = WithSeries("series");
        var picture = Picture.Of(plot);
        var text = picture.Text("series");

        Assert.InRange(text.X, ruler.X(picture, 0.5), ruler.X(picture, 1));
        Assert.InRange(text.Y, ruler.Y(picture, 0.5), ruler.Y(picture, 0));
    }

    [Fact]
    public void At_the_bottom_edge_it_stands_below_the_data_and_makes_room_for_itself()
    {
        var (plot, ruler) = WithSeries("series");
        var before = Picture.Of(plot);
        plot.ShowLegend(Edge.Bottom);
        var after = Picture.Of(plot);

        Assert.True(after.Text("series").Y > ruler.Y(after, 0));
        Assert.True(ruler.Y(after, 0) < ruler.Y(before, 0) - 10);
        Assert.Equal(ruler.X(before, 1), ruler.X(after, 1), Ruler.Tolerance);
    }

    [Fact]
    public void At_the_bottom_edge_its_items_follow_each_other_along_a_row()
    {
        var (plot, _) = WithSeries("first", "second", "third");
        plot.ShowLegend(Edge.Bottom);
        var picture = Picture.Of(plot);
        var items = new[] { "first", "second", "third" }.Select(picture.Text).ToArray();

        Assert.True(items[0].X < items[1].X && items[1].X < items[2].X);
        Assert.All(items, item => Assert.Equal(items[0].Y, item.Y, 1.0));
    }

    [Fact]
    public void Items_that_do_not_fit_into_a_row_begin_another()
    {
        string[] names = [.. Enumerable.Range(1, 9).Select(i => $"a series with a long name {i}")];
        var (plot, _) = WithSeries(names);
        plot.ShowLegend(Edge.Bottom);
        var picture = Picture.Of(plot);

        Assert.True(picture.Text(names[^1]).Y > picture.Text(names[0]).Y + 8);
    }

    [Fact]
    public void Its_panel_is_as_deep_as_it_is_told_to_be()
    {
        var (shallow, ruler1) = WithSeries("series");
        var (deep, ruler2) = WithSeries("series");
        Lock(shallow.ShowLegend(Edge.Bottom), 30);
        Lock(deep.ShowLegend(Edge.Bottom), 110);
        var (first, second) = (Picture.Of(shallow), Picture.Of(deep));

        Assert.Equal(80, ruler1.Y(first, 0) - ruler2.Y(second, 0), Ruler.Tolerance);

        static void Lock(Panels.LegendPanel panel, float size) => (panel.MinimumSize, panel.MaximumSize) = (size, size);
    }

    [Fact]
    public void Its_panel_can_be_aligned_to_the_side_next_to_the_data()
    {
        Assert.True(Distance(Alignment.UpperCenter) < Distance(Alignment.LowerCenter) - 50);

        static double Distance(Alignment alignment)
        {
            var (plot, ruler) = WithSeries("series");
            var panel = plot.ShowLegend(Edge.Bottom);
            (panel.MinimumSize, panel.Alignment) = (120, alignment);
            var picture = Picture.Of(plot);
            return picture.Text("series").Y - ruler.Y(picture, 0);
        }
    }

    [Fact]
    public void Its_panel_needs_more_room_with_more_padding()
    {
        Assert.Equal(2 * 25, Bottom(5) - Bottom(30), Ruler.Tolerance);

        static double Bottom(float padding)
        {
            var (plot, ruler) = WithSeries("series");
            plot.ShowLegend(Edge.Bottom).Padding = new PixelPadding(0, padding);
            return ruler.Y(Picture.Of(plot), 0);
        }
    }

    [Fact]
    public void All_of_its_text_has_the_size_that_was_chosen()
    {
        var (plot, _) = WithSeries("first", "second");
        plot.Legend.FontSize = 17;
        plot.ShowLegend(Edge.Bottom);
        var picture = Picture.Of(plot);

        Assert.All(plot.Legend.GetItems(), item => Assert.Equal(17, item.LabelFontSize));
        Assert.Equal(17, picture.Text("first").Size);
        Assert.Equal(17, picture.Text("second").Size);
    }

    [Fact]
    public void Beside_a_name_stands_a_line_in_the_color_of_the_series_and_as_wide_as_was_chosen()
    {
        Plot plot = new();
        plot.Add.ScatterLine([0, 1], [0, 1], Color.FromHex("#123456")).LegendText = "series";
        plot.Legend.SymbolWidth = 44;
        plot.ShowLegend(Edge.Bottom);
        var picture = Picture.Of(plot);
        var sample = picture.In("#123456").MaxBy(shape => shape.Y)!;

        Assert.Equal(44, sample.Right - sample.Left, 1.0);
        Assert.Equal(0, sample.Bottom - sample.Top, 1.0);
        Assert.Equal(plot.Legend.SymbolPadding, picture.Text("series").X - sample.Right, 2.0);
    }

    [Fact]
    public void Its_box_has_the_colors_that_were_chosen()
    {
        var (plot, _) = WithSeries("series");
        plot.Legend.BackgroundColor = Color.FromHex("#123451");
        plot.Legend.OutlineColor = Color.FromHex("#123452");
        plot.Legend.ShadowColor = Color.FromHex("#123453");
        var picture = Picture.Of(plot);
        var box = Assert.Single(picture.Shapes, shape => shape.Fill == "#123451");
        var shadow = Assert.Single(picture.Shapes, shape => shape.Fill == "#123453");
        var outline = Assert.Single(picture.Shapes, shape => shape.Stroke == "#123452");

        Assert.True(shadow.Left > box.Left && shadow.Top > box.Top);
        Assert.Equal(box.Left, outline.Left, Ruler.Tolerance);
        Assert.InRange(picture.Text("series").X, box.Left, box.Right);
    }

    [Fact]
    public void A_transparent_box_is_not_drawn()
    {
        var (plot, _) = WithSeries("series");
        var before = Picture.Of(plot).Shapes.Count;
        plot.Legend.BackgroundColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;

        // The filled box with its outline and the shadow; a box and its outline may be one shape or two.
        Assert.InRange(before - Picture.Of(plot).Shapes.Count, 2, 3);
    }

    private static (Plot Plot, Ruler Ruler) WithSeries(params string[] names)
    {
        Plot plot = new();
        Ruler ruler = new(plot, 0, 0, 1, 1);
        plot.Axes.SetLimits(0, 1, 0, 1);
        foreach (var name in names)
            plot.Add.ScatterLine([0, 1], [0.9, 0.9]).LegendText = name;
        return (plot, ruler);
    }
}
