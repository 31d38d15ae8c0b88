using ScottPlot.Colormaps;
using ScottPlot.Tests.Support;

namespace ScottPlot.Tests.StandInOnly;

/// <summary>Cells of heat maps are shapes here, where the package draws a bitmap.</summary>
public sealed class CellTests
{
    private const string Low = "#440154";
    private const string High = "#fde725";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Row_0_is_at_the_top_and_column_0_at_the_left_unless_the_map_is_turned_over(bool flipped)
    {
        var (plot, ruler) = Empty();
        plot
            .Add.Heatmap(
                new double[,]
                {
                    { 1, 0 },
                    { 0, 0 },
                }
            )
            .FlipVertically = flipped;
        var picture = Picture.Of(plot);
        var y = flipped ? 0 : 1;

        ruler.AssertBounds(picture, Assert.Single(picture.In(High)), -0.5, 0.5, y - 0.5, y + 0.5);
    }

    [Fact]
    public void Cells_follow_their_coordinates_on_inverted_axes()
    {
        var (plot, ruler) = Empty();
        plot.Add.Heatmap(
            new double[,]
            {
                { 1, 0 },
                { 0, 0 },
            }
        );
        plot.Axes.SetLimits(1.5, -0.5, 1.5, -0.5);
        var picture = Picture.Of(plot);
        var cell = Assert.Single(picture.In(High));

        Assert.Equal(ruler.X(picture, 0), cell.X, Ruler.Tolerance);
        Assert.Equal(ruler.Y(picture, 1), cell.Y, Ruler.Tolerance);
    }

    [Fact]
    public void Cells_without_a_number_are_left_empty()
    {
        var (plot, _) = Empty();
        plot.Add.Heatmap(
            new[,]
            {
                { double.NaN, 0 },
                { 0, 1 },
            }
        );
        var picture = Picture.Of(plot);

        Assert.Equal(2, Assert.Single(picture.In(Low)).Lines.Count);
        Assert.Single(Assert.Single(picture.In(High)).Lines);
    }

    [Fact]
    public void Values_outside_of_the_range_have_the_colors_of_its_ends()
    {
        var (plot, _) = Empty();
        plot
            .Add.Heatmap(
                new double[,]
                {
                    { -100, 100 },
                    { 5, 10 },
                }
            )
            .ManualRange = new Range(5, 10);
        var picture = Picture.Of(plot);

        Assert.Equal(2, Assert.Single(picture.In(Low)).Lines.Count);
        Assert.Equal(2, Assert.Single(picture.In(High)).Lines.Count);
    }

    [Fact]
    public void A_map_without_a_finite_value_is_drawn_empty()
    {
        var (plot, _) = Empty();
        plot.Add.ColorBar(
            plot.Add.Heatmap(
                new[,]
                {
                    { double.NaN, double.NaN },
                }
            )
        );
        plot.Axes.Margins(0, 0);

        Assert.Single(Picture.Of(plot).In(Low));
    }

    [Fact]
    public void A_palette_gives_colors_in_equal_steps()
    {
        var (plot, ruler) = Empty();
        plot
            .Add.Heatmap(
                new double[,]
                {
                    { 0, 49 },
                    { 51, 100 },
                }
            )
            .Colormap = new CustomPalette([
            Color.FromHex("#123451"),
            Color.FromHex("#123452"),
            Color.FromHex("#123453"),
        ]);
        var picture = Picture.Of(plot);

        // 0 and 49 percent are below the first step, 51 below the second; the last color is that of the end alone.
        Assert.Equal(2, picture.In("#123451").Sum(Cells));
        Assert.Equal(1, picture.In("#123452").Sum(Cells));
        Assert.Equal(1, picture.In("#123453").Sum(Cells));

        // Neighbors of one color are drawn as one.
        double Cells(Shape shape) =>
            Math.Round(
                shape.Lines.Sum(line => line.Max(p => p.X) - line.Min(p => p.X))
                    / (ruler.X(picture, 1) - ruler.X(picture, 0)),
                1
            );
    }

    [Fact]
    public void A_color_bar_has_the_color_of_the_greatest_value_at_the_top()
    {
        var (plot, _) = Empty();
        var map = plot.Add.Heatmap(
            new double[,]
            {
                { 0, 1 },
                { 0, 0 },
            }
        );
        map.Extent = new CoordinateRect(5, 6, 5, 6);
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.Add.ColorBar(map).Width = 20;
        var picture = Picture.Of(plot);
        var top = picture.In(High).MinBy(shape => shape.Top)!;
        var bottom = picture.In(Low).MaxBy(shape => shape.Bottom)!;

        Assert.Equal(20, bottom.Right - bottom.Left, 0.1);
        Assert.True(top.Top < bottom.Top);
    }

    private static (Plot Plot, Ruler Ruler) Empty()
    {
        Plot plot = new();
        plot.Axes.SetLimits(-0.5, 1.5, -0.5, 1.5);
        plot.HideGrid();
        return (plot, new(plot, 0, 0, 1, 1));
    }
}
