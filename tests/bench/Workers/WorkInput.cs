using System.Globalization;
using NtkRepro.Data;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The input file of a job.</summary>
/// <param name="Tensors">By name.</param>
/// <param name="Settings">The file's metadata.</param>
internal sealed record WorkInput(
    IReadOnlyDictionary<string, Tensor> Tensors,
    IReadOnlyDictionary<string, string> Settings
)
{
    /// <summary>The flat vector of weights, [P].</summary>
    public Tensor Weights => Tensors["weights"];

    public static WorkInput Load(string path)
    {
        var (tensors, settings) = SafeTensors.LoadAll(path);
        return new WorkInput(tensors, settings);
    }

    public int Integer(string name) => int.Parse(Settings[name], CultureInfo.InvariantCulture);

    public double Number(string name) => double.Parse(Settings[name], CultureInfo.InvariantCulture);

    /// <summary>The network as in training.</summary>
    public Network Network() => BenchNetworks.Create(Settings["network"]);

    /// <summary>The network in evaluation mode with the file's statistics of batch norm.</summary>
    /// <param name="prefix">What comes before the number of a norm.</param>
    public Network Frozen(string prefix = "") =>
        NormMoments.Freeze(
            Network(),
            i => new ChannelMoments(Tensors[$"mean.{prefix}{i}"], Tensors[$"variance.{prefix}{i}"])
        );

    /// <summary>All images with their labels.</summary>
    public LabelledImages Images() => LabelledTensors.Of(Tensors["images"], Tensors["labels"]);

    /// <summary>Images with the channels innermost in memory, as the pipeline has them.</summary>
    public static Tensor Packed(Tensor images) => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
