using ScottPlot.Tests.Support;
using ScottPlot.TickGenerators;

namespace ScottPlot.Tests;

public sealed class AxisTests
{
    [Fact]
    public void The_title_and_the_labels_of_the_axes_are_drawn_in_their_sizes()
    {
        Plot plot = new();
        plot.Title("The title", 21);
        plot.XLabel("The x label", 13);
        plot.YLabel("The y label", 14);
        var picture = Picture.Of(plot);

        Assert.Equal(21, picture.Text("The title").Size);
        Assert.Equal(13, picture.Text("The x label").Size);
        Assert.Equal(14, picture.Text("The y label").Size);
    }

    [Fact]
    public void A_new_title_or_label_without_a_size_keeps_the_size_of_the_former()
    {
        Plot plot = new();
        plot.Title("First title", 21);
        plot.Title("Second title");
        plot.XLabel("First label", 13);
        plot.XLabel("Second label");
        var picture = Picture.Of(plot);

        Assert.DoesNotContain(picture.Words, word => word.StartsWith("First", StringComparison.Ordinal));
        Assert.Equal(21, picture.Text("Second title").Size);
        Assert.Equal(13, picture.Text("Second label").Size);
    }

    [Fact]
    public void The_title_is_above_the_data_and_each_label_outside_of_its_axis()
    {
        Plot plot = new();
        Ruler ruler = new(plot, 0, 0, 1, 1);
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.Title("Title");
        plot.XLabel("x");
        plot.YLabel("y");
        var picture = Picture.Of(plot);

        Assert.True(picture.Text("Title").Y < ruler.Y(picture, 1));
        Assert.True(picture.Text("x").Y > ruler.Y(picture, 0));
        Assert.True(picture.Text("y").X < ruler.X(picture, 0));
    }

    [Fact]
    public void There_is_an_axis_at_each_side()
    {
        Plot plot = new();
        var axes = plot.Axes.GetAxes().ToArray();

        Assert.Equal(4, axes.Length);
        Assert.All(
            new IAxis[] { plot.Axes.Bottom, plot.Axes.Top, plot.Axes.Left, plot.Axes.Right },
            axis => Assert.Contains(axis, axes)
        );
    }

    [Fact]
    public void Labels_of_axes_are_bold_and_their_ticks_are_not()
    {
        var axes = new Plot().Axes.GetAxes();

        Assert.All(axes, axis => Assert.True(axis.Label.Bold));
        Assert.All(axes, axis => Assert.False(axis.TickLabelStyle.Bold));
    }

    [Fact]
    public void Points_lie_where_the_axes_say()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 4, 0, 10);
        Ruler ruler = new(plot, 0, 0, 4, 10);
        plot.Add.ScatterPoints([1], [5], Color.FromHex("#123456"));
        var picture = Picture.Of(plot);
        var point = Assert.Single(picture.In("#123456"));

        Assert.Equal(ruler.X(picture, 1), point.X, Ruler.Tolerance);
        Assert.Equal(ruler.Y(picture, 5), point.Y, Ruler.Tolerance);
        Assert.True(ruler.X(picture, 4) > ruler.X(picture, 0));
        Assert.True(ruler.Y(picture, 10) < ruler.Y(picture, 0));
    }

    [Fact]
    public void Limits_given_the_other_way_round_invert_an_axis()
    {
        Plot plot = new();
        plot.Axes.SetLimits(4, 0, 10, 0);
        Ruler ruler = new(plot, 0, 0, 4, 10);
        var picture = Picture.Of(plot);

        Assert.True(ruler.X(picture, 4) < ruler.X(picture, 0));
        Assert.True(ruler.Y(picture, 10) > ruler.Y(picture, 0));
    }

    [Fact]
    public void A_larger_minimum_size_makes_room_at_the_side_of_an_axis()
    {
        Assert.True(Left(plot => plot.Axes.Left.MinimumSize = 150) >= 150);
        Assert.True(Left(plot => plot.Axes.Left.MinimumSize = 150) > Left(_ => { }) + 50);

        static double Left(Action<Plot> change)
        {
            Plot plot = new();
            Ruler ruler = new(plot, 0, 0, 1, 1);
            plot.Axes.SetLimits(0, 1, 0, 1);
            change(plot);
            return ruler.X(Picture.Of(plot), 0);
        }
    }

    [Fact]
    public void A_hidden_axis_draws_nothing()
    {
        Plot plot = new();
        plot.XLabel("x");
        plot.YLabel("y");
        plot.HideGrid();
        var shapes = Picture.Of(plot).Shapes.Count;
        foreach (var axis in plot.Axes.GetAxes())
            axis.IsVisible = false;
        var picture = Picture.Of(plot);

        Assert.Empty(picture.Words);
        Assert.True(picture.Shapes.Count <= shapes - 4);
    }

    [Fact]
    public void A_frame_line_without_width_is_not_drawn()
    {
        Plot plot = new();
        plot.HideGrid();
        foreach (var axis in plot.Axes.GetAxes())
            axis.TickGenerator = new EmptyTickGenerator();
        var all = Picture.Of(plot).Shapes.Count;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;

        Assert.Equal(all - 2, Picture.Of(plot).Shapes.Count);
    }

    [Fact]
    public void The_grid_has_a_line_across_the_data_at_each_labeled_tick()
    {
        Plot plot = new();
        Ruler ruler = new(plot, 0, 0, 10, 1);
        plot.Axes.SetLimits(0, 10, 0, 1);
        NumericManual ticks = new();
        ticks.AddMajor(2, "two");
        ticks.AddMinor(5);
        ticks.AddMajor(7, "seven");
        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        plot.Grid.MajorLineColor = Color.FromHex("#123456");
        var picture = Picture.Of(plot);
        var lines = picture.In("#123456").SelectMany(shape => shape.Lines).OrderBy(line => line[0].X).ToArray();

        Assert.Equal(2, lines.Length);
        Assert.All(lines[0], end => Assert.Equal(ruler.X(picture, 2), end.X, Ruler.Tolerance));
        Assert.All(lines[1], end => Assert.Equal(ruler.X(picture, 7), end.X, Ruler.Tolerance));
        Assert.Equal(ruler.Y(picture, 0), lines[0].Max(end => end.Y), Ruler.Tolerance);
        Assert.Equal(ruler.Y(picture, 1), lines[0].Min(end => end.Y), Ruler.Tolerance);
    }

    [Fact]
    public void A_hidden_grid_is_not_drawn()
    {
        Plot plot = new();
        plot.Grid.MajorLineColor = Color.FromHex("#123456");
        Assert.NotEmpty(Picture.Of(plot).In("#123456"));
        plot.HideGrid();

        Assert.Empty(Picture.Of(plot).In("#123456"));
    }
}
