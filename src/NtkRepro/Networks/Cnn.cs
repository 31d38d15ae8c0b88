using NtkRepro.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>
/// Convolutions of 3 × 3 with a rectifier each, 2 × 2 max pooling in the first two, global average pooling, and a linear layer.
/// </summary>
/// <remarks>Max pooling and the rectifier commute, and the smaller array is cheaper to rectify.</remarks>
[Network("cnn")]
public sealed class Cnn(ModelParameters model, ImageShape image, int classes)
    : Sequential(Layers(model, image, classes)),
        IParameterRules<NetworkPlan>
{
    private const int Pooled = 2;

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(NetworkPlan parameters)
    {
        foreach (var problem in parameters.Unread(isResidual: false))
            yield return problem;
        var least = 1 << Math.Min(Pooled, parameters.Model.Widths.Count);
        if (parameters.Image is { } image && Math.Min(image.Height, image.Width) < least)
            yield return new(
                "kind",
                $"cnn of these widths takes images of at least {least} × {least} pixels, not {image.Height} × {image.Width}"
            );
    }

    private static (string, nn.Module<Tensor, Tensor>)[] Layers(ModelParameters model, ImageShape image, int classes)
    {
        var layers = new List<(string, nn.Module<Tensor, Tensor>)>();
        var inputs = (long)image.Channels;
        foreach (var (i, width) in NetworkFactory.Widths(model).Index())
        {
            layers.Add(($"conv{i + 1}", nn.Conv2d(inputs, width, 3, padding: 1)));
            if (i < Pooled)
                layers.Add(($"pool{i + 1}", nn.MaxPool2d(2)));
            layers.Add(($"relu{i + 1}", nn.ReLU()));
            inputs = width;
        }
        layers.Add(("pool", nn.AdaptiveAvgPool2d(1)));
        layers.Add(("flatten", nn.Flatten()));
        layers.Add(("linear", nn.Linear(inputs, classes)));
        return [.. layers];
    }
}
