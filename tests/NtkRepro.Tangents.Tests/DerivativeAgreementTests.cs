using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>The fast derivatives against the reference, against each other and against finite differences.</summary>
public sealed class DerivativeAgreementTests
{
    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void The_fast_jacobian_is_the_reference_jacobian(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var (network, weights, images) = Case(name, type);

        var fast = network.Linearize(images, network.Split(weights)).Jacobian();

        Near.Equal(ReferenceDerivatives.Jacobian(network, weights, images), fast);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void Jvp_and_its_gradient_are_the_reference_products(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var (network, weights, images) = Case(name, type);
        var direction = Normals(network.WeightCount, type);
        var cotangent = Normals(20, type).view(2, 10);
        var derivative = network.Linearize(images, network.Split(weights));

        Near.Equal(
            ReferenceDerivatives.Jvp(network, weights, images, direction),
            derivative.Jvp(network.Split(direction))
        );
        Near.Equal(
            ReferenceDerivatives.Vjp(network, weights, images, cotangent),
            Autograd.Vjp(network, derivative, cotangent)
        );
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void The_kernel_is_the_jacobian_times_its_transpose(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var (network, weights, images) = Case(name, type);
        var derivative = network.Linearize(images, network.Split(weights));
        var jacobian = derivative.Jacobian();

        var kernel = network.Kernel(images, network.Split(weights));

        Near.Equal(jacobian.mm(jacobian.t()), kernel);
        Near.Equal(TangentKernel.Reference(network, weights, images), kernel);
        Near.Equal(TangentKernel.Compute(network, weights, images), kernel);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void Jvp_is_the_slope_of_the_logits(string name)
    {
        using var scope = NewDisposeScope();
        var (network, weights, images) = Case(name, ScalarType.Float64);
        var direction = Normals(network.WeightCount, ScalarType.Float64);

        var push = network.Linearize(images, network.Split(weights)).Jvp(network.Split(direction));

        Near.Equal(Slope(network, weights, images, direction), push, 1e-6);
    }

    [Fact]
    public void The_kernels_diagonal_is_the_squared_norm_of_the_logits_slopes()
    {
        using var scope = NewDisposeScope();
        var (network, weights, images) = Case("cnn-small", ScalarType.Float64);
        var count = (int)network.WeightCount;
        var squares = zeros([20], ScalarType.Float64);
        for (var p = 0; p < count; p++)
        {
            using var inner = NewDisposeScope();
            var unit = new double[count];
            unit[p] = 1;
            squares.add_(Slope(network, weights, images, tensor(unit, [count])).reshape(-1).square());
        }

        var kernel = TangentKernel.Compute(network, weights, images);

        Near.Equal(squares, (kernel * eye(20, dtype: ScalarType.Float64)).sum(1), 1e-6);
    }

    [Fact]
    public void Deeper_networks_on_wide_colour_images_agree_too()
    {
        using var scope = NewDisposeScope();
        var network = NetworkFactory.Create(new ModelParameters("cnn", [2, 3, 5, 4]), 3, 8, 12, 7);
        var weights = network.Initialise(1).to_type(ScalarType.Float64);
        var images = Normals(3 * 3 * 8 * 12, ScalarType.Float64).view(3, 3, 8, 12);
        var derivative = network.Linearize(images, network.Split(weights));

        Near.Equal(ReferenceDerivatives.Jacobian(network, weights, images), derivative.Jacobian());
        Near.Equal(TangentKernel.Reference(network, weights, images), network.Kernel(images, network.Split(weights)));
    }

    [Theory]
    [MemberData(nameof(Cases.Variants), MemberType = typeof(Cases))]
    public void Variants_agree_too(string name)
    {
        using var scope = NewDisposeScope();
        var variant = OracleVariant.Of(name);
        var weights = OracleVariant.Weights(variant.Network.WeightCount);
        var network = variant.Network.Freeze(weights, [variant.Batch()]);
        var images = variant.Batch().narrow(0, 0, 2);
        var derivative = network.Linearize(images, network.Split(weights));

        Near.Equal(ReferenceDerivatives.Jacobian(network, weights, images), derivative.Jacobian());
        Near.Equal(TangentKernel.Reference(network, weights, images), network.Kernel(images, network.Split(weights)));
    }

    // Two images: the reference takes a reverse pass for each logit.
    private static (Network Network, Tensor Weights, Tensor Images) Case(string name, ScalarType type)
    {
        var oracle = Oracle.Of(name);
        var weights = oracle.Weights(type);
        return (oracle.At(weights), weights, Oracle.Batch(type, 2));
    }

    // Central differences, over a distance so short that hardly a rectifier has its kink within it.
    private static Tensor Slope(Network network, Tensor weights, Tensor images, Tensor direction)
    {
        const double h = 1e-8;
        var ahead = network.Forward(images, network.Split(weights + (direction * h)));
        var behind = network.Forward(images, network.Split(weights - (direction * h)));
        return (ahead - behind) / (2 * h);
    }

    private static Tensor Normals(long count, ScalarType type)
    {
        var random = new CounterRandom(0, "directions of a test");
        return tensor(Enumerable.Range(0, (int)count).Select(_ => random.NextNormal()).ToArray(), [count], type);
    }
}
