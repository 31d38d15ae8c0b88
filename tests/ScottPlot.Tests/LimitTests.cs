using ScottPlot.Tests.Support;

namespace ScottPlot.Tests;

public sealed class LimitTests
{
    [Fact]
    public void Drawing_fits_the_axes_to_the_data_with_5_and_7_and_a_half_percent_around_it()
    {
        Plot plot = new();
        plot.Add.ScatterLine([0, 100], [-1, 1]);
        _ = Picture.Of(plot);

        AssertLimits(-5, 105, -1.15, 1.15, plot);
    }

    [Fact]
    public void Limits_that_were_set_stay()
    {
        Plot plot = new();
        plot.Add.ScatterLine([0, 100], [-1, 1]);
        plot.Axes.SetLimits(1, 2, 3, 4);
        _ = Picture.Of(plot);

        AssertLimits(1, 2, 3, 4, plot);
    }

    [Fact]
    public void Margins_are_fractions_of_the_extent_of_the_data_shared_by_both_sides()
    {
        Plot plot = new();
        plot.Add.ScatterPoints([0, 10], [0, 20]);
        plot.Axes.Margins(.2, .5);

        AssertLimits(-1, 11, -5, 25, plot);
    }

    [Fact]
    public void Margins_replace_the_limits_that_were_set_and_their_direction()
    {
        Plot plot = new();
        plot.Add.ScatterPoints([0, 10], [0, 20]);
        plot.Axes.SetLimits(5, 4, 2, 1);
        plot.Axes.Margins(0, 0);

        AssertLimits(0, 10, 0, 20, plot);
    }

    [Fact]
    public void Data_added_after_the_limits_were_found_does_not_move_them()
    {
        Plot plot = new();
        plot.Add.ScatterPoints([0, 10], [0, 20]);
        plot.Axes.Margins(0, 0);
        plot.Add.ScatterPoints([100], [200]);
        _ = Picture.Of(plot);

        AssertLimits(0, 10, 0, 20, plot);
    }

    [Fact]
    public void Values_that_are_not_numbers_do_not_count()
    {
        Plot plot = new();
        plot.Add.ScatterLine([0, 5, 10], [1, double.NaN, 3]);
        plot.Axes.Margins(0, 0);

        AssertLimits(0, 10, 1, 3, plot);
    }

    [Fact]
    public void Error_bars_bands_lines_and_spans_are_in_view()
    {
        Plot plot = new();
        plot.Add.ErrorBar([1, 2], [0, 0], [3, 1]);
        plot.Add.FillY([1, 2], [0, 0], [0, 5]);
        plot.Add.HorizontalLine(-7);
        plot.Add.VerticalLine(9);
        plot.Add.VerticalSpan(6, 8);
        plot.Add.Line(-1, 0, 0, 0);
        plot.Axes.Margins(0, 0);

        AssertLimits(-1, 9, -7, 8, plot);
    }

    [Fact]
    public void A_reference_line_does_not_widen_the_other_axis()
    {
        Plot plot = new();
        plot.Add.ScatterPoints([1, 2], [3, 4]);
        plot.Add.HorizontalLine(10);
        plot.Axes.Margins(0, 0);

        AssertLimits(1, 2, 3, 10, plot);
    }

    [Fact]
    public void A_plot_without_data_is_drawn_from_minus_10_to_10()
    {
        Plot plot = new();
        _ = Picture.Of(plot);

        AssertLimits(-10, 10, -10, 10, plot);
    }

    [Fact]
    public void A_single_point_is_drawn_in_the_middle_of_axes_that_reach_one_and_the_margins_to_either_side()
    {
        Plot plot = new();
        plot.Add.ScatterPoints([3], [7]);
        _ = Picture.Of(plot);

        AssertLimits(3 - 1.1, 3 + 1.1, 7 - 1.15, 7 + 1.15, plot);
    }

    [Fact]
    public void A_heat_map_spans_its_cells()
    {
        Plot plot = new();
        plot.Add.Heatmap(new double[2, 3]);
        plot.Axes.Margins(0, 0);

        AssertLimits(-0.5, 2.5, -0.5, 1.5, plot);
    }

    [Fact]
    public void The_extent_of_a_heat_map_names_the_centers_of_its_outermost_cells()
    {
        Plot plot = new();
        plot.Add.Heatmap(new double[2, 3]).Extent = new CoordinateRect(0, 20, 0, 5);
        plot.Axes.Margins(0, 0);

        AssertLimits(-5, 25, -2.5, 7.5, plot);
    }

    private static void AssertLimits(double left, double right, double bottom, double top, Plot plot)
    {
        var limits = plot.Axes.GetLimits();
        Assert.Equal(left, limits.Left, 1e-9);
        Assert.Equal(right, limits.Right, 1e-9);
        Assert.Equal(bottom, limits.Bottom, 1e-9);
        Assert.Equal(top, limits.Top, 1e-9);
    }
}
