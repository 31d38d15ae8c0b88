using NtkRepro.Data;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>The derivative of each layer by itself: against finite differences, and forward against backward.</summary>
public sealed class LayerDerivativeTests
{
    private const int Examples = 2;
    private const int Cotangents = 3;

    public static TheoryData<string> Names => [.. Layers.Keys];

    public static TheoryData<string> NamesWithWeights =>
        [.. Layers.Keys.Where(name => Layers[name].Make().Weights.Count > 0)];

    // By name the layer and the size of its input.
    private static Dictionary<string, (Func<Layer> Make, long[] Size)> Layers { get; } =
        new(StringComparer.Ordinal)
        {
            ["linear"] = (() => new Linear(5, 4), [5]),
            ["flatten"] = (() => new Flatten(), [2, 3, 4]),
            ["global average pool"] = (() => new GlobalAveragePool(), [3, 4, 5]),
            ["relu"] = (() => new Relu(), [2, 3, 4]),
            ["max pool"] = (() => new MaxPool(), [2, 4, 6]),
            ["convolution"] = (() => new Convolution(2, 3, 3), [2, 5, 4]),
            ["convolution without bias"] = (() => new Convolution(2, 3, 3, bias: false), [2, 5, 4]),
            ["convolution without padding"] = (() => new Convolution(2, 3, 5, padding: 0), [2, 7, 6]),
            ["convolution with padding"] = (() => new Convolution(1, 2, 5, padding: 2), [1, 6, 4]),
            ["convolution of stride 2, even"] = (() => new Convolution(2, 3, 3, 2), [2, 6, 8]),
            ["convolution of stride 2, odd"] = (() => new Convolution(2, 3, 3, 2, bias: false), [2, 7, 5]),
            ["1 × 1 convolution of stride 2, even"] = (() => new Convolution(2, 3, 1, 2, bias: false), [2, 6, 4]),
            ["1 × 1 convolution of stride 2, odd"] = (() => new Convolution(2, 3, 1, 2), [2, 5, 7]),
            ["group norm"] = (() => new GroupNorm(6, 2), [6, 3, 4]),
            ["fixed norm"] = (() => new FixedNorm(3, Moments(3)), [3, 3, 4]),
            ["shortcut, even"] = (() => new ShortcutLayer(2, 2), [2, 6, 4]),
            ["shortcut, odd"] = (() => new ShortcutLayer(3, 2), [2, 5, 7]),
            ["shortcut without new channels"] = (() => new ShortcutLayer(0, 2), [2, 4, 4]),
            ["residual"] = (() => new ResidualLayer("", new Convolution(2, 2, 3)), [2, 4, 5]),
            ["residual with a shortcut"] = (() => new ResidualLayer("", Branch(2), new ShortcutLayer(2, 2)), [2, 6, 5]),
            ["residual with weights in its shortcut"] = (
                () => new ResidualLayer("", Branch(2), new Convolution(2, 4, 1, 2)),
                [2, 5, 6]
            ),
            ["residual in a residual"] = (
                () => new ResidualLayer("", new ResidualLayer("", new Convolution(2, 2, 3))),
                [2, 4, 5]
            ),
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void The_linearized_output_is_the_output(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input, weights) = Case(name);

        Near.Equal(layer.Forward(input, weights), layer.Linearize(input, weights).Output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Jvp_is_the_slope_of_the_output(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input, weights) = Case(name);
        var (du, dw) = (Normals(input.shape, 3), Directions(layer));
        const double h = 1e-6;

        var push = layer.Linearize(input, weights).Derivative.Jvp(du, dw)!;

        var ahead = layer.Forward(input + (du * h), [.. weights.Zip(dw, (w, d) => w + (d * h))]);
        var behind = layer.Forward(input - (du * h), [.. weights.Zip(dw, (w, d) => w - (d * h))]);
        Near.Equal((ahead - behind) / (2 * h), push, 1e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_direction_is_a_direction_of_zero(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input, weights) = Case(name);
        var derivative = layer.Linearize(input, weights).Derivative;

        var push = derivative.Jvp(null, Directions(layer));

        var zero = derivative.Jvp(zeros_like(input), Directions(layer))!;
        if (push is not null)
            Near.Equal(zero, push);
        else
            Assert.All(Near.Values(zero), v => Assert.Equal(0, v));
    }

    // ⟨c, push(u)⟩ = ⟨pull(c), u⟩, for each of several cotangents of each example.
    [Theory]
    [MemberData(nameof(Names))]
    public void Vjp_is_the_adjoint_of_jvp(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input, weights) = Case(name);
        var (output, derivative) = layer.Linearize(input, weights);
        var direction = Normals(input.shape, 3);
        var cotangent = Normals([Examples * Cotangents, .. output.shape[1..]], 4);

        var (pull, push) = (derivative.Vjp(cotangent), derivative.Jvp(direction, Zeros(layer))!);

        Assert.Equal([Examples * Cotangents, .. input.shape[1..]], pull.shape);
        Near.Equal(Dots(cotangent, push), Dots(pull, direction));
    }

    [Theory]
    [MemberData(nameof(NamesWithWeights))]
    public void The_columns_of_the_jacobian_are_pushes_along_single_weights(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, input, weights) = Case(name);
        var (output, derivative) = layer.Linearize(input, weights);
        var columns = layer
            .Weights.SelectMany((_, array) => Units(layer, array))
            .Select(unit => derivative.Jvp(null, unit)!);
        var expected = stack([.. columns.Select(column => column.reshape(-1))], 1);
        var network = new Network([layer, new Flatten()]);

        var whole = network.Linearize(input, weights);

        Near.Equal(expected, whole.Jacobian());
        Near.Equal(expected.mm(expected.t()), network.Kernel(input, weights));
    }

    private static (Layer Layer, Tensor Input, Tensor[] Weights) Case(string name)
    {
        var (make, size) = Layers[name];
        var layer = make();
        return (layer, Normals([Examples, .. size], 1), [.. layer.Weights.Select((w, i) => Normals(w.Shape, 10 + i))]);
    }

    // A branch that halves the size and doubles the channels, with a norm in it.
    private static Sequence Branch(int channels) =>
        new([
            new Convolution(channels, 2 * channels, 3, 2, bias: false),
            new GroupNorm(2 * channels, 1),
            new Relu(),
            new Convolution(2 * channels, 2 * channels, 3),
        ]);

    private static ChannelMoments Moments(int channels) => new(Normals([channels], 5), Normals([channels], 6).square());

    private static Tensor[] Directions(Layer layer) => [.. layer.Weights.Select((w, i) => Normals(w.Shape, 20 + i))];

    private static Tensor[] Zeros(Layer layer) => [.. layer.Weights.Select(w => zeros(w.Shape, ScalarType.Float64))];

    // For each weight of one array the direction in which it alone grows.
    private static IEnumerable<Tensor[]> Units(Layer layer, int array)
    {
        for (var place = 0; place < layer.Weights[array].Count; place++)
        {
            var unit = new double[layer.Weights[array].Count];
            unit[place] = 1;
            var direction = Zeros(layer);
            direction[array] = tensor(unit, layer.Weights[array].Shape);
            yield return direction;
        }
    }

    // The inner product of each cotangent, [examples · cotangents, …], with what there is for its example, [examples, …].
    private static Tensor Dots(Tensor cotangents, Tensor perExample) =>
        (cotangents.reshape(Examples, Cotangents, -1) * perExample.reshape(Examples, 1, -1)).sum(2).view(-1);

    private static Tensor Normals(long[] shape, int stream)
    {
        var random = new CounterRandom(0, "layers of a test", stream);
        var count = shape.Aggregate(1L, (product, side) => product * side);
        return tensor(Enumerable.Range(0, (int)count).Select(_ => random.NextNormal()).ToArray(), shape);
    }
}
