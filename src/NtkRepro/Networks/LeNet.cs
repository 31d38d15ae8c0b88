using NtkRepro.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>
/// LeCun et al. 1998 with rectifiers and max pooling: made for 32 × 32 pixels, to which smaller images are padded.
/// </summary>
[Network("lenet")]
public sealed class LeNet(ModelParameters model, ImageShape image, int classes)
    : Sequential(Layers(model, image, classes)),
        IParameterRules<NetworkPlan>
{
    private const int Side = 32;
    private const int Kernel = 5;

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(NetworkPlan parameters)
    {
        foreach (var problem in parameters.Unread(isResidual: false))
            yield return problem;
        var count = parameters.Model.Widths.Count;
        if (count != 4)
            yield return new("widths", $"lenet takes 4 widths, such as [6, 16, 120, 84]; here are {count}");
        if (parameters.Image is { } image && (image.Height != image.Width || image.Height is not (28 or Side)))
            yield return new(
                "kind",
                $"lenet takes images of 28 × 28 or 32 × 32 pixels, not {image.Height} × {image.Width}"
            );
    }

    private static (string, nn.Module<Tensor, Tensor>)[] Layers(ModelParameters model, ImageShape image, int classes)
    {
        var (channels, height, _) = image;
        var widths = NetworkFactory.Widths(model);
        var (first, second) = (widths[0], widths[1]);
        return
        [
            ("conv1", nn.Conv2d(channels, first, Kernel, padding: (Side - height) / 2)),
            ("pool1", nn.MaxPool2d(2)),
            ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(first, second, Kernel)),
            ("pool2", nn.MaxPool2d(2)),
            ("relu2", nn.ReLU()),
            ("flatten", nn.Flatten()),
            // Two halvings and two kernels without padding leave 5 × 5 of 32 × 32.
            .. Dense.Layers(second * 5 * 5, widths.Skip(2), classes),
        ];
    }
}
