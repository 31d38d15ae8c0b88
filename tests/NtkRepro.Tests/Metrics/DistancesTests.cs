using NtkRepro.Metrics;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Metrics;

public sealed class DistancesTests
{
    [Fact]
    public void Function_distance_is_the_fraction_of_other_predictions()
    {
        using var scope = NewDisposeScope();
        var one = Samples.Matrix(3, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5, 0, 0);
        var other = Samples.Matrix(3, 9, 8, 7, 0, 0, 1, 0, 1, 0, 5, 0, 0);

        Assert.Equal(0.5, Distances.Function(one, other));
        Assert.Equal(0.5, Distances.Function(other, one));
        Assert.Equal(0, Distances.Function(one, one * 10));
    }

    // Softmax outputs (3/4, 1/4) and (1/4, 3/4) are √½ apart; equal ones not at all.
    [Fact]
    public void Softmax_distance_is_the_mean_distance_of_the_probabilities()
    {
        using var scope = NewDisposeScope();
        var one = Samples.Matrix(2, MathF.Log(3), 0, 2, 1);
        var other = Samples.Matrix(2, 0, MathF.Log(3), 3, 2);

        Assert.Equal(Math.Sqrt(0.5) / 2, Distances.Softmax(one, other), 1e-7);
        Assert.Equal(Distances.Softmax(one, other), Distances.Softmax(other, one));
        Assert.Equal(0, Distances.Softmax(one, one));
    }

    [Fact]
    public void Softmax_distance_is_at_most_the_square_root_of_two()
    {
        using var scope = NewDisposeScope();

        var distance = Distances.Softmax(Samples.Matrix(2, 1000, 0), Samples.Matrix(2, 0, 1000));

        Assert.Equal(Math.Sqrt(2), distance, 1e-12);
    }

    // (3, 4) and (0, 5) both have norm 5 and are √10 apart.
    [Fact]
    public void Weight_distance_is_relative_to_the_mean_norm()
    {
        using var scope = NewDisposeScope();
        var (w, v) = (Samples.Vector(3, 4), Samples.Vector(0, 5));

        Assert.Equal(Math.Sqrt(10) / 5, Distances.Weights(w, v), 1e-12);
        Assert.Equal(Distances.Weights(w, v), Distances.Weights(v, w));
        Assert.Equal(Distances.Weights(w, v), Distances.Weights(w * 8, v * 8), 1e-12);
        Assert.Equal(0, Distances.Weights(w, w));
        Assert.Equal(2, Distances.Weights(w, w * -1), 1e-12);
    }
}
