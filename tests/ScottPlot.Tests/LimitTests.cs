namespace ScottPlot.Tests;

public sealed class LimitTests
{
    [Fact]
    public void Rendering_fits_the_axes_to_the_data_with_5_and_7_and_a_half_percent_around_it()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 100], [-1, 1]);
        Svg.Render(plot);

        AssertLimits(-5, 105, -1.15, 1.15, plot.Axes.GetLimits());
    }

    [Fact]
    public void Limits_that_were_set_stay()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 100], [-1, 1]);
        plot.Axes.SetLimits(1, 2, 3, 4);
        Svg.Render(plot);

        AssertLimits(1, 2, 3, 4, plot.Axes.GetLimits());
    }

    [Fact]
    public void Only_the_axis_without_limits_is_fitted()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 100], [0, 1]);
        plot.Axes.SetLimitsX(20, 40);
        Svg.Render(plot);

        AssertLimits(20, 40, -0.075, 1.075, plot.Axes.GetLimits());
    }

    [Fact]
    public void Margins_are_fractions_of_the_extent_of_the_data()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 10], [0, 20]);
        plot.Axes.Margins(left: .1, right: 0, bottom: 0, top: .5);

        AssertLimits(-1, 10, 0, 30, plot.Axes.GetLimits());
    }

    [Fact]
    public void Values_that_are_not_numbers_do_not_count()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 5, 10], [1, double.NaN, 3]);
        plot.Axes.Margins(0, 0);

        AssertLimits(0, 10, 1, 3, plot.Axes.GetLimits());
    }

    [Fact]
    public void Error_bars_bands_and_reference_lines_are_in_view()
    {
        Plot plot = new();
        plot.Add.ErrorBar([1, 2], [0, 0], [3, 1]);
        plot.Add.FillY([1, 2], [0, 0], [0, 5]);
        plot.Add.HorizontalLine(-7);
        plot.Axes.Margins(0, 0);

        AssertLimits(1, 2, -7, 5, plot.Axes.GetLimits());
    }

    [Fact]
    public void Series_on_the_right_axis_have_a_scale_of_their_own()
    {
        Plot plot = new();
        plot.Add.Scatter([0, 1], [0, 1]);
        var other = plot.Add.Scatter([0, 1], [0, 1000]);
        other.Axes.YAxis = plot.Axes.Right;
        plot.Axes.Margins(0, 0);

        Assert.Equal(1, plot.Axes.Left.Max);
        Assert.Equal(1000, plot.Axes.Right.Max);
        Assert.Contains("1,000", Svg.Render(plot).Texts());
    }

    [Fact]
    public void A_plot_without_data_is_drawn_with_default_limits()
    {
        Plot plot = new();
        Svg.Render(plot);

        AssertLimits(-10, 10, -10, 10, plot.Axes.GetLimits());
    }

    [Fact]
    public void A_single_point_and_constant_data_are_in_the_middle_of_their_axes()
    {
        Plot plot = new();
        plot.Add.Scatter(3, 7);
        Svg.Render(plot);

        var limits = plot.Axes.GetLimits();
        Assert.Equal(3, (limits.Left + limits.Right) / 2, 1e-12);
        Assert.Equal(7, (limits.Bottom + limits.Top) / 2, 1e-12);
        Assert.True(limits.Right > limits.Left);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 30)]
    public void A_figure_smaller_than_its_labels_is_still_drawn(int width, int height)
    {
        Plot plot = new();
        plot.Add.Scatter([1, 2], [1e6, 2e6]).LegendText = "series";
        plot.Title("Title");
        plot.YLabel("Label");

        Assert.Contains("</svg>", plot.GetSvgXml(width, height), StringComparison.Ordinal);
    }

    private static void AssertLimits(double left, double right, double bottom, double top, AxisLimits limits)
    {
        Assert.Equal(left, limits.Left, 1e-9);
        Assert.Equal(right, limits.Right, 1e-9);
        Assert.Equal(bottom, limits.Bottom, 1e-9);
        Assert.Equal(top, limits.Top, 1e-9);
    }
}
