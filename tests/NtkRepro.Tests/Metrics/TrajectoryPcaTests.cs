using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Metrics;

public sealed class TrajectoryPcaTests
{
    // 0, 1 and 5 steps along (0.6, 0.8); their mean is 2 steps.
    [Fact]
    public void Points_on_a_line_have_one_component()
    {
        using var scope = NewDisposeScope();
        var rows = Samples.Matrix(2, 0, 0, 0.6f, 0.8f, 3, 4);

        var components = TrajectoryPca.Of(rows, 2);

        Assert.All(components.Scores.Zip([-2, -1, 3]), s => Assert.Equal(s.Second, s.First[0], 1e-6));
        Assert.All(components.Scores, s => Assert.Equal(0, s[1], 1e-6));
        Assert.Equal(1, components.Shares[0], 1e-12);
        Assert.Equal(0, components.Shares[1], 1e-12);
    }

    [Fact]
    public void Shares_are_those_of_the_variance()
    {
        using var scope = NewDisposeScope();

        var components = TrajectoryPca.Of(Samples.Matrix(2, 2, 1, 2, -1, -2, 1, -2, -1), 2);

        Assert.Equal(0.8, components.Shares[0], 1e-12);
        Assert.Equal(0.2, components.Shares[1], 1e-12);
        Assert.All(
            components.Scores,
            s => Assert.Equal((2, 1), (Math.Round(Math.Abs(s[0]), 9), Math.Round(Math.Abs(s[1]), 9)))
        );
    }

    [Fact]
    public void All_components_together_keep_every_distance()
    {
        using var scope = NewDisposeScope();
        var rows = Points(6, 4);

        var scores = TrajectoryPca.Of(rows, 6).Scores;

        for (var i = 0; i < 6; i++)
        {
            var expected = (rows.select(0, i) - rows.select(0, 0)).norm().item<double>();
            var actual = Math.Sqrt(scores[i].Zip(scores[0], (a, b) => (a - b) * (a - b)).Sum());
            Assert.Equal(expected, actual, 1e-9);
        }
    }

    [Fact]
    public void Neither_a_shift_nor_the_direction_of_axes_matters()
    {
        using var scope = NewDisposeScope();
        var rows = Points(7, 5);

        var components = TrajectoryPca.Of(rows, 3);
        var moved = TrajectoryPca.Of((rows * -1) + (ones([1, 5], ScalarType.Float64) * 8), 3);

        Assert.All(
            components.Scores.SelectMany(s => s).Zip(moved.Scores.SelectMany(s => s)),
            s => Assert.Equal(s.First, s.Second, 1e-9)
        );
        Assert.All(Enumerable.Range(0, 3), k => Assert.True(components.Scores.MaxBy(s => Math.Abs(s[k]))![k] > 0));
    }

    [Fact]
    public void Points_that_are_one_have_no_variance_to_explain()
    {
        using var scope = NewDisposeScope();

        var components = TrajectoryPca.Of(ones([3, 2]), 2);

        Assert.All(components.Scores, s => Assert.Equal([0, 0], s));
        Assert.All(components.Shares, s => Assert.Equal(double.NaN, s));
    }

    [Fact]
    public void There_are_no_more_components_than_points()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentOutOfRangeException>(() => TrajectoryPca.Of(ones([2, 9]), 3));
    }

    private static Tensor Points(int count, int dimensions)
    {
        var random = new CounterRandom(0, "points of a test");
        var values = Enumerable.Range(0, count * dimensions).Select(_ => random.NextNormal()).ToArray();
        return tensor(values, [count, dimensions]);
    }
}
