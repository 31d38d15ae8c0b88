using NtkRepro.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>What residual networks for small images are made of: three stages, each of half the size and twice the width.</summary>
/// <remarks>
/// With a norm, convolutions have no bias, for the norm would take it away. Without one, the last convolution of each
/// block begins at zero, so that each block begins as its shortcut and signals do not grow with depth; with He
/// initialisation there, a learning rate of 0.1 ends in guessing.
/// </remarks>
internal sealed class ResidualStages
{
    private const int Kernel = 3;
    private const int GroupSize = 4;

    private readonly Norm norm;
    private readonly int count; // blocks of a stage

    /// <param name="model">The depth, the width and the norm.</param>
    /// <param name="others">Layers that are in no block.</param>
    public ResidualStages(ModelParameters model, int others)
    {
        (norm, count) = (model.Norm, (model.Depth - others) / 6);
    }

    /// <summary>What is wrong with the parameters of a residual network.</summary>
    /// <param name="plan">The depth, the width and the norm.</param>
    /// <param name="others">Layers that are in no block.</param>
    /// <param name="width">Channels of the first stage.</param>
    public static IEnumerable<ParameterProblem> Problems(NetworkPlan plan, int others, int width)
    {
        foreach (var problem in plan.Unread(isResidual: true))
            yield return problem;
        var model = plan.Model;
        if (model.Depth <= others || (model.Depth - others) % 6 != 0)
            yield return new(
                "depth",
                $"{model.Kind} has a depth of 6 n + {others}: {others + 6}, {others + 12}, {others + 18}, …; not {model.Depth}"
            );
        if (model.Width < 1)
            yield return new("width", $"{model.Kind} needs a width of at least 1");
        else if (model.Norm == Norm.Group && width % GroupSize != 0)
            yield return new("norm", $"group norm has groups of {GroupSize} channels, and a layer here has {width}");
    }

    /// <summary>Input channels, output channels and stride of each block; the first stage has the given width.</summary>
    public IEnumerable<(int Inputs, int Outputs, int Stride)> Blocks(int inputs, int width)
    {
        for (var stage = 0; stage < 3; stage++)
        {
            for (var block = 0; block < count; block++)
            {
                var outputs = width << stage;
                yield return (inputs, outputs, stage > 0 && block == 0 ? 2 : 1);
                inputs = outputs;
            }
        }
    }

    /// <summary>A convolution of 3 × 3.</summary>
    public Conv2d Convolution(int inputs, int outputs, int stride = 1) =>
        nn.Conv2d(inputs, outputs, Kernel, stride, padding: Kernel / 2, bias: norm == Norm.None);

    /// <summary>The last convolution of a block.</summary>
    public Conv2d LastConvolution(int inputs, int outputs)
    {
        var convolution = Convolution(inputs, outputs);
        if (norm == Norm.None)
        {
            nn.init.zeros_(convolution.weight);
            nn.init.zeros_(convolution.bias);
        }
        return convolution;
    }

    /// <summary>The norm of some channels; nothing for a network without norm.</summary>
    public IEnumerable<(string, nn.Module<Tensor, Tensor>)> Norms(string name, int channels) =>
        norm switch
        {
            Norm.None => [],
            Norm.Batch => [(name, nn.BatchNorm2d(channels))],
            _ => [(name, GroupNorm(channels))],
        };

    // TorchSharp leaves its parameters as the memory is.
    private static GroupNorm GroupNorm(int channels)
    {
        var module = nn.GroupNorm(channels / GroupSize, channels);
        nn.init.ones_(module.weight);
        nn.init.zeros_(module.bias);
        return module;
    }
}
