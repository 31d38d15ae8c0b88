using NtkRepro.Metrics;
using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Metrics;

public sealed class InterpolationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(new[] { 0.1, 0.1, 0.1 }, 0.0)]
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 0.1)] // the higher end stands above the mean of the ends
    [InlineData(new[] { 0.1, 0.5, 0.2, 0.3 }, 0.3)]
    [InlineData(new[] { 0.2, 0.05, 0.2 }, 0.0)]
    public void The_barrier_is_the_highest_point_above_the_mean_of_the_ends(double[] risks, double barrier)
    {
        var curve = Curve(risks);

        Assert.Equal(barrier, Interpolation.Barrier(curve, p => p.Train.Error), 1e-15);
        Assert.Equal(barrier, Interpolation.Barrier([.. Enumerable.Reverse(curve)], p => p.Train.Error), 1e-15);
    }

    [Fact]
    public void A_point_that_is_no_number_leaves_no_barrier_to_speak_of() =>
        Assert.Equal(double.NaN, Interpolation.Barrier(Curve([0.1, double.NaN, 0.1]), p => p.Train.Loss));

    [Fact]
    public void Each_risk_has_its_own_barrier()
    {
        var curve = Curve([0.1, 0.5, 0.1]);

        Assert.Equal(0.4, Interpolation.Barrier(curve, p => p.Train.Error), 1e-15);
        Assert.Equal(4, Interpolation.Barrier(curve, p => p.Train.Loss), 1e-14);
        Assert.Equal(0.8, Interpolation.Barrier(curve, p => p.Test.Error), 1e-15);
        Assert.Equal(8, Interpolation.Barrier(curve, p => p.Test.Loss), 1e-14);
    }

    [Fact]
    public void A_curve_runs_evenly_from_the_other_network_to_the_first()
    {
        using var scope = NewDisposeScope();
        using var images = Samples.Images(folder, 60);
        var network = Samples.Cnn();
        var classifier = new NetworkClassifier(network);
        var (w, v) = (network.Initialise(0), network.Initialise(1));
        var (train, test) = (images.Take(40), images);

        var curve = Interpolation.Curve(classifier, w, v, 5, train, test);

        Assert.Equal([0, 0.25, 0.5, 0.75, 1], curve.Select(p => p.Alpha));
        Assert.Equal(Evaluation.Measure(classifier, v, train), curve[0].Train);
        Assert.Equal(Evaluation.Measure(classifier, w, test), curve[^1].Test);
        var quarter = (w * 0.25) + (v * 0.75);
        Near.Equal(Evaluation.Measure(classifier, quarter, train).Loss, curve[1].Train.Loss, 1e-6);
    }

    // The cross-entropy of an affine network is convex in its weights.
    [Fact]
    public void Of_a_convex_loss_no_inner_point_exceeds_the_ends()
    {
        using var scope = NewDisposeScope();
        using var images = Samples.Pixels(folder, [1, 2], [0, 1], 2);
        var classifier = new NetworkClassifier(Samples.Affine(2));

        var curve = Interpolation.Curve(
            classifier,
            Samples.Vector(1, -1, 0, 0),
            Samples.Vector(-3, 2, 1, 0),
            11,
            images,
            images
        );

        Assert.Equal(11, curve.Count);
        Assert.True(curve.Max(p => p.Train.Loss) <= Math.Max(curve[0].Train.Loss, curve[^1].Train.Loss));
    }

    private static List<CurvePoint> Curve(double[] risks) =>
        [
            .. risks.Select(
                (r, i) =>
                    new CurvePoint(
                        (double)i / (risks.Length - 1),
                        new Performance(r, 10 * r),
                        new Performance(2 * r, 20 * r),
                        [],
                        []
                    )
            ),
        ];
}
