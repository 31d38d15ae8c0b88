namespace NtkRepro.Models;

/// <summary>The layers of residual networks for small images: three stages, each of half the size and twice the width.</summary>
/// <remarks>
/// With a norm, convolutions have no bias, for the norm would take it away. Without one, the last convolution of each
/// block begins at zero, so that each block begins as its shortcut and signals do not grow with depth; with He
/// initialisation there, a learning rate of 0.1 ends in guessing.
/// </remarks>
internal static class ResidualNetworks
{
    private const int Kernel = 3;
    private const int GroupSize = 4;
    private const int WideBase = 16;

    /// <summary>He et al. 2016, section 4.2: depth 6 n + 2, shortcuts without weights.</summary>
    public static List<Layer> Plain(ModelParameters model, int channels, int classes)
    {
        var blocks = Blocks(model, 2);
        var norm = model.Norm;
        var width = NetworkFactory.Scaled(model.Width, model);
        var layers = new List<Layer>();
        layers.AddRange(Normalised(channels, width, 1, norm));
        layers.Add(new Relu(alone: true));
        foreach (var (inputs, outputs, stride) in Shapes(width, width, blocks))
        {
            var branch = new Sequence([
                .. Normalised(inputs, outputs, stride, norm),
                new Relu(alone: true),
                .. Normalised(outputs, outputs, 1, norm, last: true),
            ]);
            layers.Add(new Residual(branch, stride == 1 ? null : new Shortcut(outputs - inputs, stride)));
            layers.Add(new Relu(alone: true));
        }
        layers.AddRange([new GlobalAveragePool(), new Linear(4 * width, classes)]);
        return layers;
    }

    /// <summary>Zagoruyko and Komodakis 2016: depth 6 n + 4, norm and rectifier before each convolution.</summary>
    public static List<Layer> Wide(ModelParameters model, int channels, int classes)
    {
        var blocks = Blocks(model, 4);
        var norm = model.Norm;
        var width = NetworkFactory.Scaled(WideBase * model.Width, model);
        var layers = new List<Layer> { Convolve(channels, WideBase, 1, norm) };
        foreach (var (inputs, outputs, stride) in Shapes(WideBase, width, blocks))
        {
            List<Layer> convolutions =
            [
                Convolve(inputs, outputs, stride, norm),
                .. Active(outputs, norm),
                Convolve(outputs, outputs, 1, norm, last: true),
            ];
            if (inputs == outputs && stride == 1)
            {
                layers.Add(new Residual(new Sequence([.. Active(inputs, norm), .. convolutions])));
                continue;
            }
            // Where the shape changes, the shortcut starts after the norm and the rectifier.
            layers.AddRange(Active(inputs, norm));
            var shortcut = new Convolution(inputs, outputs, 1, stride, bias: norm == Norm.None);
            layers.Add(new Residual(new Sequence(convolutions), shortcut));
        }
        layers.AddRange([.. Active(4 * width, norm), new GlobalAveragePool(), new Linear(4 * width, classes)]);
        return layers;
    }

    // Blocks per stage.
    private static int Blocks(ModelParameters model, int others)
    {
        if (model.Depth <= others || (model.Depth - others) % 6 != 0)
        {
            throw new ArgumentException(
                $"{model.Kind} has a depth of 6 n + {others}: {others + 6}, {others + 12}, {others + 18}, …; not {model.Depth}",
                nameof(model)
            );
        }
        if (model.Width < 1)
            throw new ArgumentException($"{model.Kind} needs a width of at least 1", nameof(model));
        return (model.Depth - others) / 6;
    }

    // Input channels, output channels and stride of each block; the first stage has the given width.
    private static IEnumerable<(int Inputs, int Outputs, int Stride)> Shapes(int inputs, int width, int blocks)
    {
        for (var stage = 0; stage < 3; stage++)
        {
            for (var block = 0; block < blocks; block++)
            {
                var outputs = width << stage;
                yield return (inputs, outputs, stage > 0 && block == 0 ? 2 : 1);
                inputs = outputs;
            }
        }
    }

    private static Convolution Convolve(int inputs, int outputs, int stride, Norm norm, bool last = false) =>
        new(inputs, outputs, Kernel, stride, bias: norm == Norm.None, zero: last && norm == Norm.None);

    private static IEnumerable<Layer> Normalised(int inputs, int outputs, int stride, Norm norm, bool last = false) =>
        [Convolve(inputs, outputs, stride, norm, last), .. Norms(outputs, norm)];

    private static IEnumerable<Layer> Active(int channels, Norm norm) => [.. Norms(channels, norm), new Relu()];

    private static IEnumerable<Layer> Norms(int channels, Norm norm) =>
        norm switch
        {
            Norm.None => [],
            Norm.Batch => [new BatchNorm(channels)],
            _ when channels % GroupSize == 0 => [new GroupNorm(channels, channels / GroupSize)],
            _ => throw new ArgumentException(
                $"group norm has groups of {GroupSize} channels, and a layer here has {channels}",
                nameof(channels)
            ),
        };
}
