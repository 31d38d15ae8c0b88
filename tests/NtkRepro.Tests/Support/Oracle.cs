using NtkRepro.Data;
using NtkRepro.Models;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>What an independent implementation says of one network; see oracle/README.md.</summary>
internal sealed class Oracle
{
    /// <summary>The number of images.</summary>
    public const int Images = 8;

    private const double Mean = 0.286;
    private const double Deviation = 0.353;

    private static readonly Dictionary<string, RawArray> Inputs = ReadFile("inputs");

    private readonly string name;
    private readonly Dictionary<string, RawArray> values;

    private Oracle(string name, Network network)
    {
        this.name = name;
        values = ReadFile(name);
        Network = network;
    }

    /// <summary>The network as the project builds it.</summary>
    public Network Network { get; }

    /// <summary>What was computed for it.</summary>
    public RawArray this[string value] => values[value];

    /// <summary>The oracle of <c>cnn-small</c>, <c>cnn</c> or <c>mlp</c>.</summary>
    public static Oracle Of(string name)
    {
        var model = name switch
        {
            "cnn-small" => new ModelParameters("cnn", [3, 4, 5]),
            "cnn" => new ModelParameters("cnn", [16, 32, 32]),
            "mlp" => new ModelParameters("mlp", [16, 12]),
            _ => throw new ArgumentException($"no oracle '{name}'", nameof(name)),
        };
        return new Oracle(name, NetworkFactory.Create(model, 1, 28, 28, 10));
    }

    /// <summary>The first images, normalised: [count, 1, 28, 28].</summary>
    public static Tensor Batch(ScalarType type, int count = Images)
    {
        var pixels = Inputs["pixels"].Bytes.Take(count * 784).Select(p => ((p / 255.0) - Mean) / Deviation);
        return tensor(pixels.ToArray(), [count, 1, 28, 28], type);
    }

    /// <summary>All images with their labels, as the project loads them.</summary>
    public static LabelledImages Load(TemporaryFolder folder)
    {
        var path = folder.File("images.safetensors");
        LabelledImages.Save(path, Inputs["pixels"].Bytes, Inputs["labels"].Cast<long>(), 28, 28, Mean, Deviation, 10);
        return LabelledImages.Load(path);
    }

    /// <summary>w: [P].</summary>
    public Tensor Weights(ScalarType type) => Input("weights", type);

    /// <summary>v: [P].</summary>
    public Tensor Direction(ScalarType type) => Input("direction", type);

    /// <summary>c: [batch, C].</summary>
    public Tensor Cotangent(ScalarType type) => Input("cotangent", type);

    private Tensor Input(string what, ScalarType type)
    {
        var array = Inputs[$"{name}.{what}"];
        return tensor(array.Cast<float>(), array.Shape, type);
    }

    private static Dictionary<string, RawArray> ReadFile(string name) =>
        RawArray.ReadFile(Path.Combine(AppContext.BaseDirectory, "oracle", "values", $"{name}.safetensors"));
}
