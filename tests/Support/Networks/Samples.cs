using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>Small sets of images and networks made for one test.</summary>
internal static class Samples
{
    /// <summary>Images of 1 × 1 pixel with the values given, mean 0 and deviation 1 / 255: the network sees the values.</summary>
    public static LabelledImages Pixels(TemporaryFolder folder, byte[] pixels, long[] labels, int classes)
    {
        var path = folder.File("pixels.safetensors");
        LabelledImages.Save(path, pixels, labels, 1, 1, 0, 1.0 / 255, classes);
        return LabelledImages.Load(path);
    }

    /// <summary>Random square images, of random classes.</summary>
    public static LabelledImages Images(TemporaryFolder folder, int count, int side = 8, int classes = 4)
    {
        var path = folder.File("images.safetensors");
        var random = new CounterRandom(0, "images of a test");
        var pixels = Enumerable.Range(0, count * side * side).Select(_ => (byte)random.NextBelow(256)).ToArray();
        var labels = Enumerable.Range(0, count).Select(_ => (long)random.NextBelow(classes)).ToArray();
        LabelledImages.Save(path, pixels, labels, side, side, 0.5, 0.3, classes);
        return LabelledImages.Load(path);
    }

    /// <summary>A convolutional network for <see cref="Images"/>.</summary>
    public static Network Cnn() => NetworkFactory.Create(new ModelParameters("cnn", [4, 6]), 1, 8, 8, 4);

    /// <summary>The affine map of one pixel to logits: weights [C], then biases [C].</summary>
    public static Network Affine(int classes) =>
        Tangents.Tangents.Of(nn.Sequential(nn.Flatten(), nn.Linear(1, classes)));

    /// <summary>Training with momentum 0.9.</summary>
    public static TrainingParameters Training(int epochs, int batch, double rate = 0.1) =>
        new(epochs, batch, rate, Momentum: 0.9, NormImages: 100, Probes: 10, new NumberRange([]), RateSchedule.Cosine);

    /// <summary>A flat vector of float32.</summary>
    public static Tensor Vector(params float[] values) => tensor(values, [values.Length]);

    /// <summary>A matrix of float32, row by row.</summary>
    public static Tensor Matrix(int columns, params float[] values) =>
        tensor(values, [values.Length / columns, columns]);
}
