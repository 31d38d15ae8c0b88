using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ScottPlot.Tests.Support;

namespace ScottPlot.Tests.StandInOnly;

/// <summary>What is promised of the text of an image: it depends on the calls alone, is short and is valid XML.</summary>
public sealed class TextOfTheImageTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_same_calls_give_the_same_text()
    {
        Assert.Equal(Picture.Xml(Everything()), Picture.Xml(Everything()));
    }

    [Fact]
    public void Drawing_twice_gives_the_same_text()
    {
        var plot = Everything();

        Assert.Equal(Picture.Xml(plot), Picture.Xml(plot));
    }

    [Fact]
    public void The_culture_of_the_thread_does_not_matter()
    {
        var expected = Picture.Xml(Everything());
        var culture = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NumberGroupSeparator = ".";
        commas.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = commas;
            Assert.Equal(expected, Picture.Xml(Everything()));
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
            Picture.Xml(Everything())
        );
    }

    [Fact]
    public void Characters_that_XML_forbids_are_left_out_and_the_title_is_that_of_the_image_too()
    {
        Plot plot = new();
        plot.Title("a < b\u0001");
        var svg = XElement.Parse(Picture.Xml(plot));

        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == "a < b");
        Assert.Equal("a < b", Assert.Single(svg.Elements(Svg + "title")).Value);
    }

    [Fact]
    public void Data_is_clipped_to_the_data_area_by_an_id_that_exists_once()
    {
        var svg = XElement.Parse(Picture.Xml(Everything()));
        var ids = svg.Descendants(Svg + "clipPath").Select(clip => clip.Attribute("id")!.Value).ToArray();
        var uses = svg.Descendants(Svg + "g").Select(g => g.Attribute("clip-path")?.Value).OfType<string>().ToArray();

        Assert.NotEmpty(uses);
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(uses, use => Assert.Contains(use["url(#".Length..^1], ids));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 30)]
    public void A_figure_smaller_than_its_labels_is_still_drawn(int width, int height)
    {
        Assert.Equal("svg", XElement.Parse(Picture.Xml(Everything(), width, height)).Name.LocalName);
    }

    private static Plot Everything()
    {
        Plot plot = new();
        double[] xs = [0, 1.234567, 2, 3.3];
        double[] ys = [0.1, 1 / 3.0, double.NaN, -2.7182818];
        plot.Add.ScatterLine(xs, ys).LegendText = "line";
        plot.Add.ScatterPoints(xs, ys).LegendText = "points";
        plot.Add.FillY(xs, ys, [1, 2, 3, 4]).FillColor = Color.FromHex("#123456").WithOpacity(.3);
        plot.Add.ErrorBar(xs, ys, [.1, .1, .1, .1]);
        plot.Add.HorizontalLine(.5, pattern: LinePattern.Dashed).LegendText = "half";
        plot.Add.VerticalLine(1.5);
        plot.Add.VerticalSpan(.2, -4000);
        plot.Add.Line(0, 0, 1, 1);
        plot.Add.Text("text", 1, 1).LabelFontSize = 11.3f;
        plot.Add.ColorBar(
            plot.Add.Heatmap(
                new double[,]
                {
                    { 1, 2, 3 },
                    { 4, 5, 6.5 },
                }
            )
        );
        plot.Title("Title");
        plot.YLabel("Label");
        return plot;
    }
}
