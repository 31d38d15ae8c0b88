using System.Globalization;
using ScottPlot.Tests.Support;
using ScottPlot.TickGenerators;

namespace ScottPlot.Tests;

public sealed class TickTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3.7, 12.9)]
    [InlineData(0, 1234567)]
    [InlineData(99.9, 100.1)]
    public void Labels_of_an_axis_are_evenly_spaced_numbers_within_its_limits(double min, double max)
    {
        Plot plot = new();
        plot.Axes.SetLimits(min, max, 0, 1);
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        var values = Values(Picture.Of(plot));

        Assert.True(values.Length >= 3);
        Assert.All(values, x => Assert.InRange(x, min, max));
        var step = values[1] - values[0];
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.Equal(step, pair.Second - pair.First, step * 1e-6));
    }

    [Fact]
    public void Labels_stand_in_the_order_of_their_values()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        var labels = Picture.Of(plot).Texts.OrderByDescending(text => text.Y).ToArray();

        Assert.True(labels.Length >= 3);
        Assert.Equal(labels.Select(Value).Order(), labels.Select(Value));
    }

    [Fact]
    public void Labels_are_further_apart_than_they_are_wide()
    {
        Plot plot = new();
        plot.Axes.SetLimits(123456.1, 123456.9, 0, 1);
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        var labels = Picture.Of(plot).Texts.OrderBy(text => text.X).ToArray();

        // Digits of common sans-serif fonts are at least half as wide as the font is high.
        Assert.True(labels.Length >= 2);
        foreach (var (left, right) in labels.Zip(labels.Skip(1)))
            Assert.True(right.X - left.X > 0.5 * left.Size * left.Content.Length, $"{left} touches {right}");
    }

    [Fact]
    public void Ticks_placed_by_hand_appear_with_their_labels_where_they_were_placed()
    {
        Plot plot = new();
        Ruler ruler = new(plot, 0, 0, 10, 1);
        plot.Axes.SetLimits(0, 10, 0, 1);
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Bottom.SetTicks([2, 5, 8], ["A", "B", "C"]);
        var picture = Picture.Of(plot);

        // A label is centered at its tick; its anchor may be its middle or its beginning.
        foreach (var (label, x) in new[] { ("A", 2), ("B", 5), ("C", 8) })
            Assert.Equal(ruler.X(picture, x), picture.Text(label).X, 8.0);
        Assert.Equal(["A", "B", "C"], picture.Words);
    }

    [Fact]
    public void Ticks_outside_of_the_limits_are_not_drawn()
    {
        Plot plot = new();
        plot.Axes.SetLimits(0, 10, 0, 1);
        plot.Axes.Bottom.SetTicks([-1, 5, 11], ["before", "inside", "after"]);

        var words = Picture.Of(plot).Words;
        Assert.Contains("inside", words);
        Assert.DoesNotContain("before", words);
        Assert.DoesNotContain("after", words);
    }

    [Fact]
    public void As_many_labels_as_ticks_must_be_given()
    {
        Plot plot = new();

        Assert.Throws<ArgumentException>(() => plot.Axes.Left.SetTicks([1, 2], ["one"]));
    }

    [Fact]
    public void An_axis_without_ticks_has_no_labels()
    {
        Plot plot = new();
        plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();

        Assert.Empty(Picture.Of(plot).Words);
    }

    [Fact]
    public void Ticks_of_a_logarithmic_axis_lie_at_the_logarithms_and_only_major_ones_are_labeled()
    {
        Plot plot = new();
        Ruler ruler = new(plot, 0, 0, 1, 2);
        plot.Axes.SetLimits(0, 1, 0, 2);
        NumericManual ticks = new();
        foreach (var power in new[] { 0, 1, 2 })
        {
            ticks.AddMajor(power, $"1e{power}");
            for (var i = 2; i < 10; i++)
                ticks.AddMinor(power + Math.Log10(i));
        }

        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        plot.HideGrid();
        var picture = Picture.Of(plot);
        var left = ruler.X(picture, 0);

        // Marks are the short level lines that begin at the axis; 2 decades have 3 major and 16 minor ones.
        var marks = picture
            .Shapes.SelectMany(shape => shape.Lines)
            .Where(line => line.Count == 2 && Math.Abs(line[0].Y - line[1].Y) < 0.01)
            .Where(line => Math.Abs(line.Max(p => p.X) - left) < 1.5 && line.Min(p => p.X) < left - 1)
            .ToArray();
        Assert.Equal(["1e0", "1e1", "1e2"], picture.Words.Order(StringComparer.Ordinal));
        Assert.Equal(19, marks.Length);
        var expected = new[] { 0, 1 }.SelectMany(p => Enumerable.Range(1, 9).Select(i => p + Math.Log10(i))).Append(2);
        Assert.All(
            expected,
            place => Assert.Contains(marks, mark => Math.Abs(mark[0].Y - ruler.Y(picture, place)) < Ruler.Tolerance)
        );
    }

    [Fact]
    public void The_size_of_tick_labels_can_be_chosen()
    {
        Plot plot = new();
        plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Left.TickLabelStyle.FontSize = 17;

        Assert.All(Picture.Of(plot).Texts, label => Assert.Equal(17, label.Size));
    }

    [Fact]
    public void Turned_labels_end_at_their_tick()
    {
        Plot plot = new();
        Ruler ruler = new(plot, 0, 0, 10, 1);
        plot.Axes.SetLimits(0, 10, 0, 1);
        plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Bottom.SetTicks([5], ["a long label"]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = -90;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.MinimumSize = 120;
        var picture = Picture.Of(plot);
        var label = picture.Text("a long label");

        // Turned by a right angle, the whole label is below its tick.
        Assert.Equal(ruler.X(picture, 5), label.X, 8.0);
        Assert.True(label.Y > ruler.Y(picture, 0));
    }

    private static double[] Values(Picture picture) => [.. picture.Texts.OrderBy(text => text.X).Select(Value)];

    private static double Value(Word label) =>
        double.Parse(label.Content, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
