using NtkRepro.Metrics;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Metrics;

/// <summary>Measures between two vectors of weights w and w' against functorch.</summary>
public sealed class BetweenNetworksTests : IDisposable
{
    private const double Tolerance = 1e-9;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_kernel_distance_is_the_oracles(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (w, other) = (oracle.Weights(ScalarType.Float64), oracle.OtherWeights(ScalarType.Float64));
        var probes = oracle.Probes(ScalarType.Float64);

        var kernel = TangentKernel.Compute(oracle.At(w), w, probes);
        var otherKernel = TangentKernel.Compute(oracle.At(other), other, probes);

        Near.Equal(oracle["between.kernel"], otherKernel, ScalarType.Float64);
        var distance = oracle["between.kernel_distance"].Values.Single();
        Near.Equal(distance, TangentKernel.Distance(kernel, otherKernel), Tolerance);
        Near.Equal(distance, TangentKernel.Distance(otherKernel, kernel), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_similarity_of_gradients_is_the_oracles(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (w, other) = (oracle.Weights(ScalarType.Float64), oracle.OtherWeights(ScalarType.Float64));

        var similarity = Distances.Gradients(
            oracle.At(w),
            w,
            oracle.At(other),
            other,
            oracle.Probes(ScalarType.Float64)
        );

        Near.Equal(oracle["between.gradient_similarity"].Values.Single(), similarity, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_distance_of_activation_patterns_is_the_oracles(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (w, other) = (oracle.Weights(ScalarType.Float64), oracle.OtherWeights(ScalarType.Float64));

        var distance = Distances.Relu(oracle.At(w), w, oracle.At(other), other, oracle.Probes(ScalarType.Float64));

        Near.Equal(oracle["between.relu_distance"].Values.Single(), distance, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_interpolation_curve_and_the_barrier_are_the_oracles(string name)
    {
        using var scope = NewDisposeScope();
        using var data = Oracle.Of(name).Load(folder);
        var oracle = Oracle.Of(name);

        var curve = Interpolation.Curve(
            new NetworkClassifier(oracle.Network),
            oracle.Weights(ScalarType.Float32),
            oracle.OtherWeights(ScalarType.Float32),
            11,
            data,
            data,
            [data.Images]
        );

        var (points, barrier) = (oracle["between.curve"].Values, oracle["between.barrier"].Values);
        for (var i = 0; i < 11; i++)
        {
            Assert.Equal(i / 10.0, curve[i].Alpha);
            Assert.Equal(points[2 * i], curve[i].Train.Error, 1e-12);
            Near.Equal(points[(2 * i) + 1], curve[i].Train.Loss, 1e-4);
            Assert.Equal(curve[i].Train, curve[i].Test);
        }
        Assert.Equal(barrier[0], Interpolation.Barrier(curve, p => p.Train.Error), 1e-12);
        Assert.Equal(barrier[1], Interpolation.Barrier(curve, p => p.Train.Loss), 1e-4 * points.Max());
    }
}
