using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>What an independent implementation says of one network; see oracle/README.md.</summary>
internal sealed class Oracle
{
    /// <summary>The number of classes C.</summary>
    public const int Classes = 10;

    private const double Mean = 0.286;
    private const double Deviation = 0.353;

    private static readonly Dictionary<string, ModelParameters> Models = new(StringComparer.Ordinal)
    {
        ["cnn-small"] = new("cnn", [3, 4, 5]),
        ["cnn"] = new("cnn", [16, 32, 32]),
        ["mlp"] = new("mlp", [16, 12]),
        ["lenet"] = new("lenet", [6, 16, 120, 84]),
        ["resnet"] = new("resnet", [], Depth: 8, Width: 4, Norm: Norm.None),
        ["resnet-batch"] = new("resnet", [], Depth: 8, Width: 4, Norm: Norm.Batch),
        ["resnet-group"] = new("resnet", [], Depth: 8, Width: 4, Norm: Norm.Group),
        ["wide-resnet-batch"] = new("wide-resnet", [], Depth: 10, Width: 1, Norm: Norm.Batch),
    };

    private static readonly Dictionary<string, RawArray> Inputs = ReadFile("inputs");

    private readonly string name;
    private readonly Dictionary<string, RawArray> values;

    private Oracle(string name, Network network)
    {
        this.name = name;
        values = ReadFile(name);
        Network = network;
    }

    /// <summary>The names of the networks it knows.</summary>
    public static IEnumerable<string> Names => Models.Keys;

    /// <summary>The network as the project builds it, in training mode.</summary>
    public Network Network { get; }

    /// <summary>The number of images that the network sees.</summary>
    public int Count => (int)values["logits"].Shape[0];

    /// <summary>How many of them, the first ones, are probes.</summary>
    public int ProbeCount => (int)values["kernel"].Shape[0] / Classes;

    /// <summary>What was computed for it.</summary>
    public RawArray this[string value] => values[value];

    /// <summary>The oracle of one of <see cref="Names"/>.</summary>
    public static Oracle Of(string name) => new(name, NetworkFactory.Create(Models[name], 1, 28, 28, Classes));

    /// <summary>The first images of all, normalised: [count, 1, 28, 28].</summary>
    public static Tensor Batch(ScalarType type, int count = 8)
    {
        var pixels = Inputs["pixels"].Bytes.Take(count * 784).Select(p => ((p / 255.0) - Mean) / Deviation);
        return tensor(pixels.ToArray(), [count, 1, 28, 28], type);
    }

    /// <summary>The images that the network sees: [count, 1, 28, 28].</summary>
    public Tensor AllImages(ScalarType type) => Batch(type, Count);

    /// <summary>The probes: [probes, 1, 28, 28].</summary>
    public Tensor Probes(ScalarType type) => Batch(type, ProbeCount);

    /// <summary>The labels of the images that the network sees: [count].</summary>
    public Tensor Labels() => tensor(Inputs["labels"].Cast<long>()[..Count], [Count]);

    /// <summary>The network in evaluation mode, with the statistics that all its images have at the given weights [P].</summary>
    public Network At(Tensor weights) => Network.Freeze(weights, [AllImages(weights.dtype)]);

    /// <summary>The images that the network sees with their labels, as the project loads them.</summary>
    public LabelledImages Load(TemporaryFolder folder)
    {
        var path = folder.File("images.safetensors");
        var (pixels, labels) = (Inputs["pixels"].Bytes[..(Count * 784)], Inputs["labels"].Cast<long>()[..Count]);
        LabelledImages.Save(path, pixels, labels, 28, 28, Mean, Deviation, Classes);
        return LabelledImages.Load(path);
    }

    /// <summary>w: [P].</summary>
    public Tensor Weights(ScalarType type) => Input("weights", type);

    /// <summary>v: [P].</summary>
    public Tensor Direction(ScalarType type) => Input("direction", type);

    /// <summary>c: [batch, C].</summary>
    public Tensor Cotangent(ScalarType type) => Input("cotangent", type);

    /// <summary>w' = w + ½ ‖w‖ v / ‖v‖: [P].</summary>
    public Tensor OtherWeights(ScalarType type)
    {
        var (w, v) = (Inputs[$"{name}.weights"].Values, Inputs[$"{name}.direction"].Values);
        var step = 0.5 * Norm2(w) / Norm2(v);
        return tensor(w.Zip(v, (a, b) => a + (step * b)).ToArray(), [w.Length], type);
    }

    private static double Norm2(double[] values) => Math.Sqrt(values.Sum(x => x * x));

    private Tensor Input(string what, ScalarType type)
    {
        var array = Inputs[$"{name}.{what}"];
        return tensor(array.Cast<float>(), array.Shape, type);
    }

    private static Dictionary<string, RawArray> ReadFile(string name) => RawArray.ReadFile(RawArray.OraclePath(name));
}
