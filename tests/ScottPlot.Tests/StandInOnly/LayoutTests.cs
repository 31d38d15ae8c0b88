using System.Globalization;
using System.Xml.Linq;
using ScottPlot.Tests.Support;
using ScottPlot.TickGenerators;

namespace ScottPlot.Tests.StandInOnly;

/// <summary>Where the stand-in is stricter than the package about what fits.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void An_axis_label_longer_than_its_axis_stays_inside_the_figure()
    {
        Plot plot = new();
        plot.Axes.Bottom.MinimumSize = 200;
        plot.YLabel(new string('m', 20));
        var label = Picture.Of(plot).Text(new string('m', 20));

        // A bold m of Helvetica is 0.889 of the font size wide; turned about its middle, the label reaches half its length upwards.
        Assert.True(label.Y > 20 * 0.889 * label.Size / 2, $"{label} reaches out of the figure");
    }

    [Fact]
    public void A_title_longer_than_the_figure_is_set_smaller()
    {
        Plot plot = new();
        plot.Title(new string('m', 100), 20);

        Assert.True(100 * 0.889 * Picture.Of(plot).Text(new string('m', 100)).Size < Picture.Width);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3.7, 12.9)]
    [InlineData(0, 1234567)]
    [InlineData(1e-7, 3e-7)]
    [InlineData(-1e9, 1e9)]
    [InlineData(99.999, 100.001)]
    public void Labels_are_multiples_of_1_2_or_5_times_a_power_of_ten(double min, double max)
    {
        var values = Labels(min, max).Select(Value).ToArray();

        Assert.True(values.Length >= 2);
        var step = values[1] - values[0];
        var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        Assert.Contains(new[] { 1.0, 2, 5 }, nice => Math.Abs(mantissa - nice) < 1e-3);
        Assert.All(values, x => Assert.Equal(Math.Round(x / step), x / step, 1e-3));
    }

    [Theory]
    [InlineData(0, 1, "0.2")]
    [InlineData(-0.5, 0.5, "-0.2")]
    [InlineData(0, 10000, "2,000")]
    [InlineData(0, 1e8, "2e7")]
    [InlineData(0, 1e-5, "2e-6")]
    public void Numbers_are_written_plainly_or_as_multiples_of_a_power_of_ten(double min, double max, string expected)
    {
        Assert.Contains(expected, Labels(min, max));
    }

    [Theory]
    [InlineData(1e16, 1.0000000000000002e16)]
    [InlineData(-1e300, 1e300)]
    [InlineData(0, double.Epsilon)]
    public void Limits_at_the_ends_of_what_a_number_can_be_are_drawn(double min, double max)
    {
        Plot plot = new();
        plot.Axes.SetLimits(min, max, 0, 1);

        Assert.Equal("svg", XElement.Parse(Picture.Xml(plot)).Name.LocalName);
    }

    [Fact]
    public void A_value_that_is_no_number_divides_a_band()
    {
        Plot plot = new();
        plot.Add.FillY([0, 1, 2, 3, 4], [0, 0, double.NaN, 0, 0], [1, 1, 1, 1, 1]).FillColor = Color.FromHex("#123456");

        Assert.Equal(2, Picture.Of(plot).In("#123456").Count);
    }

    [Fact]
    public void A_value_that_is_no_number_has_no_marker()
    {
        Plot plot = new();
        var points = plot.Add.ScatterPoints([1, 2, 3], [4, double.NaN, 6], Color.FromHex("#123456"));
        points.MarkerShape = MarkerShape.FilledSquare;

        Assert.Equal(2, Picture.Of(plot).In("#123456").Sum(shape => shape.Lines.Count));
    }

    private static string[] Labels(double min, double max)
    {
        Plot plot = new();
        plot.Axes.SetLimits(min, max, 0, 1);
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        return [.. Picture.Of(plot).Texts.OrderBy(text => text.X).Select(text => text.Content)];
    }

    private static double Value(string label) =>
        double.Parse(label, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
