using NtkRepro.Data;
using NtkRepro.Tangents;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>Zagoruyko and Komodakis 2016: a residual network of depth 6 n + 4, norm and rectifier before each convolution.</summary>
[Network("wide-resnet")]
public sealed class WideResNet(ModelParameters model, ImageShape image, int classes)
    : Sequential(Layers(model, image, classes)),
        IParameterRules<NetworkPlan>
{
    private const int Base = 16;
    private const int Others = 4;

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(NetworkPlan parameters) =>
        ResidualStages.Problems(parameters, Others, Width(parameters.Model));

    private static int Width(ModelParameters model) => NetworkFactory.Scaled(Base * model.Width, model);

    private static (string, nn.Module<Tensor, Tensor>)[] Layers(ModelParameters model, ImageShape image, int classes)
    {
        var stages = new ResidualStages(model, Others);
        var width = Width(model);
        var layers = new List<(string, nn.Module<Tensor, Tensor>)>
        {
            ("conv1", stages.Convolution(image.Channels, Base)),
        };
        foreach (var (i, (inputs, outputs, stride)) in stages.Blocks(Base, width).Index())
        {
            (string, nn.Module<Tensor, Tensor>)[] convolutions =
            [
                ("conv1", stages.Convolution(inputs, outputs, stride)),
                .. stages.Norms("norm2", outputs),
                ("relu2", nn.ReLU()),
                ("conv2", stages.LastConvolution(outputs, outputs)),
            ];
            if (inputs == outputs && stride == 1)
            {
                var branch = nn.Sequential([.. stages.Norms("norm1", inputs), ("relu1", nn.ReLU()), .. convolutions]);
                layers.Add(($"block{i + 1}", new Residual(branch)));
                continue;
            }
            // Where the shape changes, the shortcut starts after the norm and the rectifier.
            layers.AddRange(stages.Norms($"norm{i + 1}", inputs));
            layers.Add(($"relu{i + 1}", nn.ReLU()));
            var shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias: model.Norm == Norm.None);
            layers.Add(($"block{i + 1}", new Residual(nn.Sequential(convolutions), shortcut)));
        }
        layers.AddRange(stages.Norms("norm", 4 * width));
        layers.AddRange([
            ("relu", nn.ReLU()),
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flatten", nn.Flatten()),
            ("linear", nn.Linear(4 * width, classes)),
        ]);
        return [.. layers];
    }
}
