using System.Globalization;
using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The tensors and settings of an input file in the making.</summary>
internal sealed class InputDraft
{
    private readonly Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal);

    public InputDraft With(string name, Tensor tensor)
    {
        tensors[name] = tensor;
        return this;
    }

    public InputDraft Set(string name, string value)
    {
        settings[name] = value;
        return this;
    }

    public InputDraft Set(string name, double value) => Set(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The images and their labels.</summary>
    public InputDraft With((Tensor Images, Tensor Labels) examples) =>
        With("images", examples.Images).With("labels", examples.Labels);

    /// <summary>
    /// The statistics of batch norm at some weights, where the network has any: those of the images, as one minibatch.
    /// </summary>
    /// <param name="network">The name of a network.</param>
    /// <param name="weights">The flat vector [P].</param>
    /// <param name="images">[n, …].</param>
    /// <param name="prefix">What comes before the number of a norm.</param>
    public InputDraft WithStatistics(string network, Tensor weights, Tensor images, string prefix = "")
    {
        if (!BenchNetworks.HasNorm(network))
            return this;
        foreach (var (i, moments) in NormMoments.Of(BenchNetworks.Create(network), weights, images).Index())
        {
            With(string.Create(CultureInfo.InvariantCulture, $"mean.{prefix}{i}"), moments.Mean);
            With(string.Create(CultureInfo.InvariantCulture, $"variance.{prefix}{i}"), moments.Variance);
        }
        return this;
    }

    public void Save(string path) => SafeTensors.Save(path, tensors, settings);
}
