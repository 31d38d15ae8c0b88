namespace NtkRepro.Models;

/// <summary>Builds networks from their parameters.</summary>
public static class NetworkFactory
{
    private const int Kernel = 3;

    /// <summary>The network for images of the given size.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or the images do not fit it.</exception>
    public static Network Create(ModelParameters model, int channels, int height, int width, int classes) =>
        model.Kind switch
        {
            "cnn" => Cnn(model.Widths, channels, classes),
            "mlp" => Mlp(model.Widths, channels * height * width, classes),
            _ => throw new ArgumentException($"unknown kind of network '{model.Kind}'; known: cnn, mlp", nameof(model)),
        };

    // Convolutions with a rectifier each, a 2 × 2 max pool before it in the first two (max pooling and the rectifier
    // commute, and the smaller array is cheaper to rectify), global average pooling, and a linear layer.
    private static Network Cnn(IReadOnlyList<int> widths, int channels, int classes)
    {
        var layers = new List<Layer>();
        var inputs = channels;
        for (var i = 0; i < widths.Count; i++)
        {
            layers.Add(new Convolution(inputs, widths[i], Kernel));
            if (i < 2)
                layers.Add(new MaxPool());
            layers.Add(new Relu());
            inputs = widths[i];
        }
        layers.Add(new GlobalAveragePool());
        layers.Add(new Linear(inputs, classes));
        return new Network(layers, classes);
    }

    private static Network Mlp(IReadOnlyList<int> widths, int inputs, int classes)
    {
        var layers = new List<Layer> { new Flatten() };
        foreach (var width in widths)
        {
            layers.Add(new Linear(inputs, width));
            layers.Add(new Relu());
            inputs = width;
        }
        layers.Add(new Linear(inputs, classes));
        return new Network(layers, classes);
    }
}
