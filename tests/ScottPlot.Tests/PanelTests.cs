using System.Text;
using System.Xml.Linq;
using ScottPlot.Tests.Support;
using SkiaSharp;

namespace ScottPlot.Tests;

/// <summary>Several plots in one image.</summary>
public sealed class PanelTests
{
    [Fact]
    public void Each_plot_is_drawn_at_its_place()
    {
        var picture = Picture.Of(
            900,
            300,
            (Titled("first"), 0, 0, 300, 300),
            (Titled("second"), 300, 0, 300, 300),
            (Titled("third"), 600, 0, 300, 300)
        );

        Assert.InRange(picture.Text("first").X, 0, 300);
        Assert.InRange(picture.Text("second").X, 300, 600);
        Assert.InRange(picture.Text("third").X, 600, 900);
    }

    [Fact]
    public void A_plot_looks_the_same_wherever_it_is_drawn()
    {
        var plot = Titled("title");
        plot.Add.ScatterLine([0, 1, 2], [3, 1, 2], Color.FromHex("#123456"));
        var here = Picture.Of(400, 300, (plot, 0, 0, 400, 300));
        var there = Picture.Of(900, 900, (plot, 250, 500, 400, 300));
        var (first, second) = (Line(here), Line(there));

        Assert.Equal(here.Words, there.Words);
        Assert.Equal(3, first.Count);
        foreach (var (a, b) in first.Zip(second))
        {
            Assert.Equal(a.X + 250, b.X, 1.0);
            Assert.Equal(a.Y + 500, b.Y, 1.0);
        }

        static IReadOnlyList<(double X, double Y)> Line(Picture picture) =>
            Assert.Single(Assert.Single(picture.In("#123456")).Lines);
    }

    [Fact]
    public void Axes_of_one_size_line_up_the_data_of_plots_in_a_column()
    {
        var (upper, lower) = (new Plot(), new Plot());
        lower.Axes.SetLimits(0, 1, 0, 123456);
        upper.Axes.SetLimits(0, 1, 0, 1);
        Ruler ruler1 = new(upper, 0, 0, 1, 1);
        Ruler ruler2 = new(lower, 0, 0, 1, 123456);
        upper.Axes.Left.MinimumSize = lower.Axes.Left.MinimumSize = 120;

        Assert.Equal(ruler1.X(Picture.Of(upper), 0), ruler2.X(Picture.Of(lower), 0), Ruler.Tolerance);
    }

    [Fact]
    public void The_image_has_the_size_of_its_canvas_and_is_complete_when_that_is_disposed()
    {
        using MemoryStream stream = new();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, 321, 123), stream))
            new Plot().Render(canvas, new PixelRect(0, 321, 123, 0));
        var svg = XElement.Parse(Encoding.UTF8.GetString(stream.ToArray()));

        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(321, svg.Numbers("width")[0]);
        Assert.Equal(123, svg.Numbers("height")[0]);
    }

    private static Plot Titled(string title)
    {
        Plot plot = new();
        plot.Title(title);
        return plot;
    }
}
