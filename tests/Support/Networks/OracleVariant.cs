using NtkRepro.Networks;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>A further network of the oracle, whose inputs are computed; see oracle/README.md, Variants.</summary>
internal sealed class OracleVariant
{
    private const int Images = 3;
    private const int Classes = 5;

    private static readonly Dictionary<string, RawArray> Values = RawArray.ReadFile(RawArray.OraclePath("variants"));

    private static readonly Dictionary<string, (ModelParameters Model, long[] Size)> Variants = new(
        StringComparer.Ordinal
    )
    {
        ["lenet 3x32x32"] = (new("lenet", [6, 16, 120, 84]), [3, 32, 32]),
        ["lenet 1x28x28"] = (new("lenet", [2, 3, 8, 7]), [1, 28, 28]),
        ["resnet-14 none"] = (Residual("resnet", 14, 4, Norm.None), [3, 16, 16]),
        ["resnet-14 batch"] = (Residual("resnet", 14, 4, Norm.Batch), [3, 16, 16]),
        ["resnet-20 group"] = (Residual("resnet", 20, 8, Norm.Group), [1, 28, 28]),
        ["resnet-8 odd batch"] = (Residual("resnet", 8, 4, Norm.Batch), [3, 15, 13]),
        ["wide-resnet-10-1 none"] = (Residual("wide-resnet", 10, 1, Norm.None), [3, 16, 16]),
        ["wide-resnet-10-1 group"] = (Residual("wide-resnet", 10, 1, Norm.Group), [3, 16, 16]),
        ["wide-resnet-16-1 batch"] = (Residual("wide-resnet", 16, 1, Norm.Batch), [3, 16, 16]),
        ["wide-resnet-10-2 batch"] = (Residual("wide-resnet", 10, 2, Norm.Batch), [1, 12, 12]),
        ["wide-resnet-10-2 none odd"] = (Residual("wide-resnet", 10, 2, Norm.None), [3, 9, 11]),
    };

    private readonly string name;

    private OracleVariant(string name) => this.name = name;

    /// <summary>The names of the variants.</summary>
    public static IEnumerable<string> Names => Variants.Keys;

    /// <summary>The network as the project builds it, in training mode.</summary>
    public Network Network
    {
        get
        {
            var (model, size) = Variants[name];
            return NetworkFactory.Create(model, (int)size[0], (int)size[1], (int)size[2], Classes);
        }
    }

    /// <summary>What was computed for it: <c>logits</c>, <c>push</c> or <c>count</c>.</summary>
    public RawArray this[string value] => Values[$"{name}.{value}"];

    /// <summary>The variant of one of <see cref="Names"/>.</summary>
    public static OracleVariant Of(string name) => new(name);

    /// <summary>x: [batch, channels, height, width] float64.</summary>
    public Tensor Batch()
    {
        var size = Variants[name].Size;
        return Uniform(Images * size.Aggregate(1L, (product, side) => product * side), 1).view([Images, .. size]);
    }

    /// <summary>w: [count] float64.</summary>
    public static Tensor Weights(long count) => Uniform(count, 2) * 0.3;

    /// <summary>v: [count] float64.</summary>
    public static Tensor Direction(long count) => Uniform(count, 3);

    private static ModelParameters Residual(string kind, int depth, int width, Norm norm) =>
        new(kind, [], Depth: depth, Width: width, Norm: norm);

    private static Tensor Uniform(long count, uint stream) =>
        tensor([.. Enumerable.Range(0, (int)count).Select(p => Hash((uint)p + (stream << 24)))], [count]);

    // Murmur3's 32-bit finaliser, spread over [−1, 1).
    private static double Hash(uint h)
    {
        h = (h ^ (h >> 16)) * 0x85EBCA6B;
        h = (h ^ (h >> 13)) * 0xC2B2AE35;
        return ((h ^ (h >> 16)) / 2147483648.0) - 1;
    }
}
