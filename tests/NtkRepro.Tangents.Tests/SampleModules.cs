using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>Modules as people write them, and inputs for them.</summary>
internal static class SampleModules
{
    /// <summary>By name the module and three inputs for it, [3, …] float64 or int64.</summary>
    public static Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Make, Func<Tensor> Input)> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["perceptron"] = (
                () =>
                    nn.Sequential(
                        nn.Linear(4, 6),
                        nn.ReLU(),
                        nn.Linear(6, 5, hasBias: false),
                        nn.ReLU(),
                        nn.Linear(5, 3)
                    ),
                () => Normals(4)
            ),
            ["convolutions"] = (
                () =>
                    nn.Sequential(
                        ("conv1", nn.Conv2d(2, 3, 3, padding: 1)),
                        ("relu1", nn.ReLU(inplace: true)),
                        ("pool", nn.MaxPool2d(3)),
                        ("conv2", nn.Conv2d(3, 4, 3, stride: 2, bias: false)),
                        ("relu2", nn.ReLU()),
                        ("flatten", nn.Flatten()),
                        ("linear", nn.Linear(4, 3))
                    ),
                () => Normals(2, 11, 10)
            ),
            ["oblong convolutions"] = (
                () =>
                    nn.Sequential(
                        nn.Conv2d(2, 3, (2, 3), stride: (1, 2), padding: (0, 1)),
                        nn.ReLU(),
                        nn.Conv2d(3, 2, (1, 2), padding: (2, 0)),
                        nn.AvgPool2d((2, 1)),
                        nn.Flatten(),
                        nn.Linear(16, 3)
                    ),
                () => Normals(2, 5, 6)
            ),
            ["convolutions of no fast path"] = (
                () =>
                    nn.Sequential(
                        nn.Conv2d(2, 4, 3, dilation: 2, padding: 2),
                        nn.ReLU(),
                        nn.Conv2d(4, 4, 3, groups: 2, padding: 1, padding_mode: PaddingModes.Circular),
                        nn.MaxPool2d(3, stride: 1, padding: 1),
                        nn.AdaptiveAvgPool2d(2),
                        nn.Flatten(),
                        nn.Linear(16, 3)
                    ),
                () => Normals(2, 5, 6)
            ),
            ["norms"] = (
                () =>
                    Evaluated(
                        nn.Sequential(
                            nn.Conv2d(2, 4, 3, padding: 1, bias: false),
                            nn.BatchNorm2d(4),
                            nn.ReLU(),
                            nn.Conv2d(4, 4, 3, padding: 1),
                            nn.GroupNorm(2, 4),
                            nn.ReLU(),
                            nn.BatchNorm2d(4, affine: false),
                            nn.AdaptiveAvgPool2d(1),
                            nn.Flatten(),
                            nn.Linear(4, 3)
                        )
                    ),
                () => Normals(2, 5, 4)
            ),
            ["group norm of vectors"] = (
                () => nn.Sequential(nn.Conv1d(2, 4, 3), nn.GroupNorm(2, 4), nn.ReLU(), nn.Flatten(), nn.Linear(12, 3)),
                () => Normals(2, 5)
            ),
            ["group norm of volumes"] = (
                () => nn.Sequential(nn.Conv3d(1, 4, 2), nn.GroupNorm(2, 4), nn.ReLU(), nn.Flatten(), nn.Linear(16, 3)),
                () => Normals(1, 3, 3, 2)
            ),
            ["bytes"] = (
                () => nn.Sequential(new Scaled(), nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8, 3)),
                () => (SampleModules.Normals(1, 4, 4).abs() * 90).to_type(ScalarType.Byte)
            ),
            ["activations in place"] = (
                () =>
                    nn.Sequential(
                        nn.LeakyReLU(0.1, inplace: true),
                        nn.Linear(4, 5),
                        nn.SiLU(inplace: true),
                        nn.Linear(5, 5),
                        nn.Hardtanh(inplace: true),
                        nn.Linear(5, 3)
                    ),
                () => Normals(4)
            ),
            ["residual sums"] = (
                () =>
                    nn.Sequential(
                        nn.Conv2d(2, 4, 3, padding: 1),
                        nn.ReLU(),
                        new Residual(nn.Sequential(nn.ReLU(), nn.Conv2d(4, 4, 3, padding: 1), nn.ReLU())),
                        nn.ReLU(),
                        new Residual(nn.Conv2d(4, 6, 3, stride: 2, padding: 1), new Shortcut(2, 2)),
                        new Residual(nn.Sequential(nn.GELU()), nn.Conv2d(6, 6, 1)),
                        nn.AdaptiveAvgPool2d(1),
                        nn.Flatten(),
                        nn.Linear(6, 3)
                    ),
                () => Normals(2, 6, 4)
            ),
            ["layer norm and gelu"] = (
                () => nn.Sequential(nn.Linear(4, 6), nn.LayerNorm(6), nn.GELU(), nn.Linear(6, 3), nn.Tanh()),
                () => Normals(4)
            ),
            ["vectors"] = (
                () => nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 2), nn.Flatten(), nn.Linear(6, 3)),
                () => Normals(3, 4)
            ),
            ["embedding"] = (
                () => nn.Sequential(nn.Embedding(7, 5), new MeanOfWords(), nn.Linear(5, 3)),
                () => tensor(new long[] { 0, 3, 3, 6, 1, 2, 5, 4, 0, 0, 0, 1 }, [3, 4])
            ),
            ["attention"] = (
                () => nn.Sequential(new Attention(4), nn.Flatten(), nn.Linear(12, 3)),
                () => Normals(3, 4)
            ),
            ["a class with a forward of its own"] = (() => new Own(), () => Normals(4)),
            ["tied weights"] = (() => new Tied(), () => Normals(4)),
            ["one layer twice"] = (() => Twice(), () => Normals(4)),
            ["frozen weights"] = (() => PartlyFrozen(), () => Normals(4)),
        };

    /// <summary>Numbers that do not repeat, [3, …] float64.</summary>
    public static Tensor Normals(params long[] size)
    {
        var random = new NtkRepro.Data.CounterRandom(0, "inputs of modules");
        var count = 3 * size.Aggregate(1L, (product, side) => product * side);
        return tensor(Enumerable.Range(0, (int)count).Select(_ => random.NextNormal()).ToArray(), [3, .. size]);
    }

    /// <summary>The module with weights and running statistics that do not repeat, in float64.</summary>
    public static nn.Module<Tensor, Tensor> Make(string name)
    {
        var module = All[name].Make();
        module.to(ScalarType.Float64);
        using var _ = no_grad();
        foreach (var (i, (parameterName, parameter)) in module.named_parameters().Index())
        {
            var random = new NtkRepro.Data.CounterRandom(1, parameterName, i);
            var values = Enumerable.Range(0, (int)parameter.numel()).Select(_ => 0.6 * random.NextNormal());
            parameter.copy_(tensor(values.ToArray(), parameter.shape));
        }
        foreach (var (name_, buffer) in module.named_buffers().Where(b => b.buffer.is_floating_point()))
            buffer.add_(arange(buffer.numel(), ScalarType.Float64) * 0.25 + (name_.Length * 0.01));
        return module;
    }

    private static nn.Module<Tensor, Tensor> Evaluated(nn.Module<Tensor, Tensor> module)
    {
        module.eval();
        return module;
    }

    private static TorchSharp.Modules.Sequential Twice()
    {
        var layer = nn.Linear(4, 4);
        return nn.Sequential(layer, nn.ReLU(), layer, nn.Tanh(), nn.Linear(4, 3));
    }

    private static TorchSharp.Modules.Sequential PartlyFrozen()
    {
        var first = nn.Linear(4, 5);
        foreach (var parameter in first.parameters())
            parameter.requires_grad = false;
        return nn.Sequential(first, nn.ReLU(), nn.Linear(5, 3));
    }

    private sealed class Scaled() : nn.Module<Tensor, Tensor>(nameof(Scaled))
    {
        public override Tensor forward(Tensor input) => input.to_type(ScalarType.Float64) / 255;
    }

    private sealed class MeanOfWords() : nn.Module<Tensor, Tensor>(nameof(MeanOfWords))
    {
        public override Tensor forward(Tensor input) => input.mean([1]);
    }

    /// <summary>One head over the vectors of an example, with a residual sum of its own.</summary>
    internal sealed class Attention : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> query;
        private readonly nn.Module<Tensor, Tensor> key;
        private readonly nn.Module<Tensor, Tensor> value;
        private readonly nn.Module<Tensor, Tensor> norm;

        public Attention(long size)
            : base(nameof(Attention))
        {
            (query, key, value) = (nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, size));
            norm = nn.LayerNorm(size);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var x = norm.call(input);
            var scores = query.call(x).matmul(key.call(x).transpose(1, 2)) / Math.Sqrt(x.shape[2]);
            return input + nn.functional.softmax(scores, 2).matmul(value.call(x));
        }
    }

    /// <summary>As the examples of TorchSharp write a network: layers as fields, calls in <c>forward</c>.</summary>
    internal sealed class Own : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> hidden = nn.Linear(4, 5);
        private readonly nn.Module<Tensor, Tensor> relu = nn.ReLU();
        private readonly nn.Module<Tensor, Tensor> output = nn.Linear(5, 3);

        public Own()
            : base(nameof(Own)) => RegisterComponents();

        public override Tensor forward(Tensor input) => output.call(relu.call(hidden.call(input)).square());
    }

    private sealed class Tied : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear square = nn.Linear(4, 4);
        private readonly nn.Module<Tensor, Tensor> output = nn.Linear(4, 3);

        public Tied()
            : base(nameof(Tied)) => RegisterComponents();

        public override Tensor forward(Tensor input) =>
            output.call(nn.functional.linear(square.call(input).tanh(), square.weight.t()));
    }
}
