namespace NtkRepro.Models;

/// <summary>Builds networks from their parameters.</summary>
public static class NetworkFactory
{
    private const int Kernel = 3;

    // Kind to what builds it: the one place where a kind is registered.
    private static readonly IReadOnlyDictionary<string, Func<ModelParameters, ImageShape, int, Network>> Builders =
        new Dictionary<string, Func<ModelParameters, ImageShape, int, Network>>(StringComparer.Ordinal)
        {
            ["cnn"] = (model, image, classes) => Cnn(Widths(model), image.Channels, classes),
            ["lenet"] = LeNet,
            ["mlp"] = (model, image, classes) => Mlp(Widths(model), image.Size, classes),
            ["resnet"] = (model, image, classes) =>
                new(ResidualNetworks.Plain(model, image.Channels, classes), classes),
            ["wide-resnet"] = (model, image, classes) =>
                new(ResidualNetworks.Wide(model, image.Channels, classes), classes),
        };

    /// <summary>The kinds of networks.</summary>
    public static IEnumerable<string> Kinds => Builders.Keys;

    /// <summary>The network for images of the given size.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or its numbers or the images do not fit it.</exception>
    public static Network Create(ModelParameters model, int channels, int height, int width, int classes) =>
        Builders.TryGetValue(model.Kind, out var build)
            ? build(model, new ImageShape(channels, height, width), classes)
            : throw new ArgumentException(
                $"unknown kind of network '{model.Kind}'; known: {string.Join(", ", Kinds)}",
                nameof(model)
            );

    /// <summary>The widths times the model's multiplier.</summary>
    internal static List<int> Widths(ModelParameters model) => [.. model.Widths.Select(w => Scaled(w, model))];

    /// <summary>A width times the model's multiplier, at least 1.</summary>
    internal static int Scaled(int width, ModelParameters model) =>
        Math.Max(1, (int)Math.Round(width * model.Multiplier));

    // Convolutions with a rectifier each, a 2 × 2 max pool before it in the first two (max pooling and the rectifier
    // commute, and the smaller array is cheaper to rectify), global average pooling, and a linear layer.
    private static Network Cnn(List<int> widths, int channels, int classes)
    {
        var layers = new List<Layer>();
        var inputs = channels;
        for (var i = 0; i < widths.Count; i++)
        {
            layers.Add(new Convolution(inputs, widths[i], Kernel));
            if (i < 2)
                layers.Add(new MaxPool());
            layers.Add(new Relu(alone: true));
            inputs = widths[i];
        }
        layers.Add(new GlobalAveragePool());
        layers.Add(new Linear(inputs, classes));
        return new Network(layers, classes);
    }

    // LeCun et al. 1998 with rectifiers and max pooling: made for 32 × 32 pixels, to which smaller images are padded.
    private static Network LeNet(ModelParameters model, ImageShape image, int classes)
    {
        var (channels, height, width) = image;
        var widths = Widths(model);
        if (widths.Count != 4)
            throw new ArgumentException(
                $"lenet takes 4 widths, such as [6, 16, 120, 84]; here are {widths.Count}",
                nameof(model)
            );
        if (height != width || height is not (28 or 32))
            throw new ArgumentException(
                $"lenet takes images of 28 × 28 or 32 × 32 pixels, not {height} × {width}",
                nameof(image)
            );
        const int kernel = 5;
        return new Network(
            [
                new Convolution(channels, widths[0], kernel, padding: (32 - height) / 2),
                new MaxPool(),
                new Relu(alone: true),
                new Convolution(widths[0], widths[1], kernel, padding: 0),
                new MaxPool(),
                new Relu(alone: true),
                .. Dense(widths[1] * 5 * 5, [widths[2], widths[3]], classes),
            ],
            classes
        );
    }

    private static Network Mlp(List<int> widths, int inputs, int classes) =>
        new(Dense(inputs, widths, classes), classes);

    private static List<Layer> Dense(int inputs, IEnumerable<int> widths, int classes)
    {
        var layers = new List<Layer> { new Flatten() };
        foreach (var width in widths)
        {
            layers.Add(new Linear(inputs, width));
            layers.Add(new Relu(alone: true));
            inputs = width;
        }
        layers.Add(new Linear(inputs, classes));
        return layers;
    }
}
