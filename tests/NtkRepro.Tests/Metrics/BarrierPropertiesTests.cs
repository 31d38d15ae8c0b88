using NtkRepro.Metrics;
using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Metrics;

/// <summary>What must be true of barriers whatever the networks.</summary>
public sealed class BarrierPropertiesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // R(αw + (1 − α)w') = αR(w) + (1 − α)R(w') + α(1 − α) k ‖w − w'‖² for R = −k w²: with equal ends, at most k ‖w − w'‖² / 4.
    [Theory]
    [InlineData(1, -1, 1)]
    [InlineData(3, -3, 0.5)]
    public void Of_a_quadratic_hill_the_barrier_is_a_quarter_of_the_squared_distance(
        double weight,
        double other,
        double curvature
    )
    {
        var barrier = Interpolation.Barrier(Quadratic(weight, other, -curvature), p => p.Test.Loss);

        Assert.Equal(curvature * (weight - other) * (weight - other) / 4, barrier, 1e-12);
    }

    // Without a hill between them only the difference of the ends is left: half of it.
    [Theory]
    [InlineData(1, -1, 0)]
    [InlineData(2, 0, 2)]
    [InlineData(-3, 1, 4)]
    public void In_a_quadratic_bowl_the_barrier_is_half_the_difference_of_the_ends(
        double weight,
        double other,
        double barrier
    ) => Assert.Equal(barrier, Interpolation.Barrier(Quadratic(weight, other, 1), p => p.Test.Loss), 1e-12);

    [Fact]
    public void The_barrier_is_the_same_from_either_end()
    {
        using var scope = NewDisposeScope();
        using var images = Samples.Images(folder, 60);
        var network = Samples.Cnn();
        var classifier = new NetworkClassifier(network);
        var (w, v) = (network.Initialise(0), network.Initialise(1));

        var there = Interpolation.Curve(classifier, w, v, 5, images, images);
        var back = Interpolation.Curve(classifier, v, w, 5, images, images);

        Assert.Equal(
            Interpolation.Barrier(there, p => p.Train.Loss),
            Interpolation.Barrier(back, p => p.Train.Loss),
            1e-12
        );
        Assert.Equal(
            Interpolation.Barrier(there, p => p.Test.Error),
            Interpolation.Barrier(back, p => p.Test.Error),
            1e-12
        );
    }

    private static List<CurvePoint> Quadratic(double weight, double other, double curvature) =>
        [
            .. Enumerable
                .Range(0, 11)
                .Select(i => i / 10.0)
                .Select(alpha =>
                {
                    var between = (alpha * weight) + ((1 - alpha) * other);
                    var risk = new Performance(0, 10 + (curvature * between * between));
                    return new CurvePoint(alpha, risk, risk, [], []);
                }),
        ];
}
