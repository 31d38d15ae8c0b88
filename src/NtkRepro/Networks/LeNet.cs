using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>
/// LeCun et al. 1998 with rectifiers and max pooling: made for 32 × 32 pixels, to which smaller images are padded.
/// </summary>
[Network("lenet")]
public sealed class LeNet(ModelParameters model, ImageShape image, int classes)
    : Sequential(Layers(model, image, classes))
{
    private const int Side = 32;
    private const int Kernel = 5;

    private static (string, nn.Module<Tensor, Tensor>)[] Layers(ModelParameters model, ImageShape image, int classes)
    {
        var (channels, height, width) = image;
        if (NetworkFactory.Widths(model) is not [var first, var second, .. [_, _] hidden])
            throw new ArgumentException(
                $"lenet takes 4 widths, such as [6, 16, 120, 84]; here are {model.Widths.Count}",
                nameof(model)
            );
        if (height != width || height is not (28 or Side))
            throw new ArgumentException(
                $"lenet takes images of 28 × 28 or 32 × 32 pixels, not {height} × {width}",
                nameof(image)
            );
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
            .. Dense.Layers(second * 5 * 5, hidden, classes),
        ];
    }
}
