using ScottPlot.Tests.Support;

namespace ScottPlot.Tests;

public sealed class TextTests
{
    [Fact]
    public void Text_has_the_size_and_the_color_that_were_chosen()
    {
        var (plot, _) = Empty();
        var text = plot.Add.Text("note", 5, 5);
        (text.LabelFontSize, text.LabelFontColor) = (19, Color.FromHex("#123456"));
        var drawn = Picture.Of(plot).Text("note");

        Assert.Equal(19, drawn.Size);
        Assert.Equal("#123456", drawn.Color);
        Assert.Equal("note", text.LabelText);
    }

    [Fact]
    public void Text_begins_at_its_point_and_hangs_below_it()
    {
        var (plot, ruler) = Empty();
        plot.Add.Text("note", 5, 5);
        var picture = Picture.Of(plot);
        var text = picture.Text("note");

        Assert.Equal(ruler.X(picture, 5), text.X, 2.0);
        Assert.InRange(text.Y - ruler.Y(picture, 5), 0.5 * text.Size, 1.5 * text.Size);
    }

    [Fact]
    public void Text_can_be_centered_at_its_point()
    {
        var (plot, ruler) = Empty();
        plot.Add.Text("n", 5, 5).Alignment = Alignment.MiddleCenter;
        var picture = Picture.Of(plot);
        var text = picture.Text("n");

        // The baseline is less than half a line below the middle.
        Assert.Equal(ruler.X(picture, 5), text.X, 8.0);
        Assert.InRange(text.Y - ruler.Y(picture, 5), 0, 0.6 * text.Size);
    }

    [Fact]
    public void Text_can_be_moved_to_the_right()
    {
        Assert.Equal(30, X(40) - X(10), 0.1);

        static double X(float offset)
        {
            var (plot, _) = Empty();
            plot.Add.Text("note", 5, 5).OffsetX = offset;
            return Picture.Of(plot).Text("note").X;
        }
    }

    [Fact]
    public void A_line_feed_begins_a_new_line()
    {
        var (plot, _) = Empty();
        plot.Add.Text("first\nsecond", 5, 5);
        var picture = Picture.Of(plot);

        Assert.True(picture.Text("second").Y > picture.Text("first").Y + 8);
        Assert.Equal(picture.Text("first").X, picture.Text("second").X, 0.1);
    }

    [Fact]
    public void Characters_that_XML_reserves_are_written_as_they_are()
    {
        var (plot, _) = Empty();
        plot.Title("a < b & \"c\" > d");

        Assert.Contains("a < b & \"c\" > d", Picture.Of(plot).Words);
    }

    private static (Plot Plot, Ruler Ruler) Empty()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 10, 0, 10);
        return (plot, new(plot, 0, 0, 10, 10));
    }
}
