using NtkRepro.Data;
using NtkRepro.Tangents;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>He et al. 2016, section 4.2: a residual network of depth 6 n + 2 for small images, shortcuts without weights.</summary>
[Network("resnet")]
public sealed class ResNet(ModelParameters model, ImageShape image, int classes)
    : Sequential(Layers(model, image, classes)),
        IParameterRules<NetworkPlan>
{
    private const int Others = 2;

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(NetworkPlan parameters) =>
        ResidualStages.Problems(parameters, Others, Width(parameters.Model));

    private static int Width(ModelParameters model) => NetworkFactory.Scaled(model.Width, model);

    private static (string, nn.Module<Tensor, Tensor>)[] Layers(ModelParameters model, ImageShape image, int classes)
    {
        var stages = new ResidualStages(model, Others);
        var width = Width(model);
        var layers = new List<(string, nn.Module<Tensor, Tensor>)>
        {
            ("conv1", stages.Convolution(image.Channels, width)),
        };
        layers.AddRange(stages.Norms("norm1", width));
        layers.Add(("relu1", nn.ReLU()));
        foreach (var (i, (inputs, outputs, stride)) in stages.Blocks(width, width).Index())
        {
            var branch = nn.Sequential([
                ("conv1", stages.Convolution(inputs, outputs, stride)),
                .. stages.Norms("norm1", outputs),
                ("relu1", nn.ReLU()),
                ("conv2", stages.LastConvolution(outputs, outputs)),
                .. stages.Norms("norm2", outputs),
            ]);
            layers.Add(
                ($"block{i + 1}", new Residual(branch, stride == 1 ? null : new Shortcut(outputs - inputs, stride)))
            );
            layers.Add(($"act{i + 1}", nn.ReLU()));
        }
        layers.AddRange([
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flatten", nn.Flatten()),
            ("linear", nn.Linear(4 * width, classes)),
        ]);
        return [.. layers];
    }
}
