using System.Globalization;
using ScottPlot.TickGenerators;

namespace ScottPlot.Tests;

public sealed class TickTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3.7, 12.9)]
    [InlineData(0, 1234567)]
    [InlineData(1e-7, 3e-7)]
    [InlineData(-1e9, 1e9)]
    [InlineData(99.999, 100.001)]
    public void Major_ticks_are_multiples_of_1_2_or_5_times_a_power_of_ten(double min, double max)
    {
        var ticks = MajorTicks(min, max);

        Assert.True(ticks.Length >= 2);
        var step = ticks[1].Position - ticks[0].Position;
        var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        Assert.Contains(new[] { 1.0, 2, 5 }, nice => Math.Abs(mantissa - nice) < 1e-3);
        Assert.All(ticks, t => Assert.Equal(Math.Round(t.Position / step), t.Position / step, 1e-3));
        Assert.All(ticks, t => Assert.InRange(t.Position, min, max));
    }

    [Fact]
    public void Tick_positions_are_the_doubles_nearest_to_their_decimals()
    {
        var positions = MajorTicks(0, 1).Select(tick => tick.Position);

        Assert.All(positions, x => Assert.Equal(Math.Round(x, 3), x));
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(0, "0")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(20, "20")]
    [InlineData(1500, "1,500")]
    public void Numbers_are_written_plainly(double value, string expected)
    {
        Assert.Equal(expected, LabelFormatters.Numeric(value));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1e6)]
    [InlineData(1234567.1, 1234567.9)]
    [InlineData(-1e-6, 1e-6)]
    public void Tick_labels_of_the_bottom_axis_are_further_apart_than_they_are_wide(double min, double max)
    {
        Plot plot = new();
        plot.Axes.SetLimits(min, max, 0, 1);
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        var labels = Svg.Render(plot).All("text").OrderBy(text => text.Number("x")).ToArray();

        // Digits of common sans-serif fonts are up to 0.64 of the font size wide.
        foreach (var (left, right) in labels.Zip(labels.Skip(1)))
        {
            var need = 0.64 * 12 * (left.Value.Length + right.Value.Length) / 2;
            Assert.True(right.Number("x") - left.Number("x") > need, $"{left.Value} touches {right.Value}");
        }
    }

    [Fact]
    public void Manual_ticks_appear_with_their_labels_where_they_were_placed()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 10, 0, 1);
        plot.Axes.Bottom.TickGenerator = new NumericManual([0, 5, 10], ["first", "middle", "last"]);
        var svg = Svg.Render(plot);

        var xs = new[] { "first", "middle", "last" }.Select(label => svg.Text(label).Number("x")).ToArray();
        Assert.Equal((xs[0] + xs[2]) / 2, xs[1], 0.02);
        Assert.True(xs[0] < xs[2]);
    }

    [Fact]
    public void Manual_ticks_outside_of_the_limits_are_not_drawn()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 10, 0, 1);
        plot.Axes.Bottom.SetTicks([5, 11], ["inside", "outside"]);

        var texts = Svg.Render(plot).Texts();
        Assert.Contains("inside", texts);
        Assert.DoesNotContain("outside", texts);
    }

    [Fact]
    public void A_log_axis_has_a_label_per_decade_and_minor_ticks_at_the_logarithms_between()
    {
        Plot plot = new();
        plot.Add.Scatter([1, 2, 3, 4], [-3, -2, -1, 0]);
        plot.Axes.Left.TickGenerator = new NumericAutomatic
        {
            MinorTickGenerator = new LogMinorTickGenerator { Divisions = 10 },
            IntegerTicksOnly = true,
            LabelFormatter = y => Math.Pow(10, y).ToString("0.####", CultureInfo.InvariantCulture),
        };
        var texts = Svg.Render(plot).Texts();

        Assert.All(["0.001", "0.01", "0.1", "1"], label => Assert.Contains(label, texts));
        var minors = plot.Axes.Left.TickGenerator.Ticks.Where(tick => !tick.IsMajor).Select(tick => tick.Position);
        Assert.Contains(minors, y => Math.Abs(y - Math.Log10(0.02)) < 1e-9);
        Assert.Contains(minors, y => Math.Abs(y - Math.Log10(0.5)) < 1e-9);
    }

    private static Tick[] MajorTicks(double min, double max)
    {
        Plot plot = new();
        plot.Axes.SetLimits(min, max, 0, 1);
        Svg.Render(plot);
        return [.. plot.Axes.Bottom.TickGenerator.Ticks.Where(tick => tick.IsMajor)];
    }
}
