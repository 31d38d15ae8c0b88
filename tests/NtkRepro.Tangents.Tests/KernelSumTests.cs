using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>Kernels of more examples than pass backward at once, and of layers that take turns.</summary>
public sealed class KernelSumTests
{
    private const int Classes = 3;

    [Theory]
    [MemberData(nameof(Cases.BatchNormNetworks), MemberType = typeof(Cases))]
    [InlineData("cnn")]
    [InlineData("mlp")]
    [InlineData("resnet-group")]
    public void Many_examples_have_the_kernel_of_their_jacobian(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var weights = oracle.Weights(ScalarType.Float64);
        var network = oracle.At(weights);
        var images = Oracle.Batch(ScalarType.Float64, 8);
        images = cat([images, images * 0.5, images.flip(2) + 0.1], 0).narrow(0, 0, 23);
        var jacobian = network.Linearize(images, network.Split(weights)).Jacobian();

        var kernel = network.Kernel(images, network.Split(weights));

        Near.Equal(jacobian.mm(jacobian.t()), kernel);
        Assert.Equal(Near.Values(kernel), Near.Values(kernel.t()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(400_000)]
    public void Layers_that_take_turns_sum_to_the_same_kernel(long budget)
    {
        using var scope = NewDisposeScope();
        Layer[] layers =
        [
            new Convolution(2, 4, 3),
            new MaxPool(),
            new Relu(),
            new ResidualLayer("", new Sequence([new Convolution(4, 4, 3), new Relu(), new Convolution(4, 4, 3)])),
            new Relu(),
            new Convolution(4, 5, 3),
            new Relu(),
            new GlobalAveragePool(),
            new Flatten(),
            new Linear(5, Classes),
        ];
        var random = new NtkRepro.Data.CounterRandom(1, "turns");
        Tensor[][] weights = [.. layers.Select(layer => layer.Weights.Select(w => Normals(w.Shape)).ToArray())];
        var images = Normals([25, 2, 6, 8]);
        var network = new Network(layers);
        var jacobian = network.Linearize(images, [.. weights.SelectMany(w => w)]).Jacobian();

        var kernel = KernelSum.Compute(layers, images, weights, Classes, budget);

        Near.Equal(jacobian.mm(jacobian.t()), kernel);
        Assert.All(weights.SelectMany(w => w), w => Assert.True(w.numel() > 0));

        Tensor Normals(long[] shape)
        {
            var values = new double[shape.Aggregate(1L, (a, b) => a * b)];
            foreach (ref var value in values.AsSpan())
                value = random.NextNormal();
            return tensor(values, shape);
        }
    }

    // Three arrays of 900 weights each, and theirs of 30.
    [Fact]
    public void A_module_of_many_small_arrays_has_the_kernel_of_its_jacobian()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(new Deep(30), nn.Linear(30, Classes)));
        var weights = network.Split(network.ModuleWeights());
        var inputs = arange(900).sin().view(30, 30);
        var jacobian = network.Linearize(inputs, weights).Jacobian();

        Near.Equal(jacobian.mm(jacobian.t()), network.Kernel(inputs, weights), 1e-5);
    }

    private sealed class Deep : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> first;
        private readonly nn.Module<Tensor, Tensor> second;
        private readonly nn.Module<Tensor, Tensor> third;

        public Deep(long width)
            : base(nameof(Deep))
        {
            (first, second, third) = (nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => third.call(second.call(first.call(input).tanh()).tanh()).tanh();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(613)]
    public void A_gram_matrix_is_summed_strip_by_strip(int rows)
    {
        using var scope = NewDisposeScope();
        var matrix = (arange(rows * 7, ScalarType.Float64) - (3.5 * rows)).view(rows, 7);
        var sum = ones([rows, rows], ScalarType.Float64);

        foreach (var (start, count) in Gram.Strips(rows, 1, 240))
            Gram.Add(matrix, sum, start, count);
        foreach (var (start, count) in Gram.Strips(rows, 1, 240))
            Gram.Mirror(sum, start, count);

        Near.Equal(matrix.mm(matrix.t()) + 1, sum);
    }
}
