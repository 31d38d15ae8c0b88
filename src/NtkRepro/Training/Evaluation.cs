using NtkRepro.Data;
using NtkRepro.Tangents;
using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>How a classifier does on a set of images.</summary>
/// <param name="Error">The fraction that it gets wrong.</param>
/// <param name="Loss">The mean cross-entropy, in nats.</param>
public sealed record Performance(double Error, double Loss)
{
    /// <summary>Not measured.</summary>
    public static Performance None { get; } = new(double.NaN, double.NaN);
}

/// <summary>Applies classifiers to whole sets of images.</summary>
public static class Evaluation
{
    // Images that go through the network at once: enough to keep it busy, few enough for a processor's cache.
    private const int CpuChunk = 50;
    private const int GpuChunk = 1000;

    /// <summary>The logits of all images: [count, C].</summary>
    public static Tensor Logits(IClassifier classifier, Tensor weights, LabelledImages data)
    {
        var parts = classifier.Network.Split(weights);
        return Join(data, (start, count) => classifier.Logits(data, start, count, parts));
    }

    /// <summary>What a function gives for all images, [count, …], a few of them at a time.</summary>
    public static Tensor Map(LabelledImages data, Func<Tensor, Tensor> function) =>
        Join(data, (start, count) => function(data.Images.narrow(0, start, count)));

    private static Tensor Join(LabelledImages data, Func<long, long, Tensor> of)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var results = new List<Tensor>();
        var chunk = data.Images.device_type == DeviceType.CPU ? CpuChunk : GpuChunk;
        for (long start = 0; start < data.Count; start += chunk)
        {
            using var inner = NewDisposeScope();
            results.Add(inner.MoveToOuter(of(start, Math.Min(chunk, data.Count - start))));
        }
        return scope.MoveToOuter(cat(results));
    }

    /// <summary>Error and loss of given logits [count, C] against the labels [count].</summary>
    public static Performance Measure(Tensor logits, Tensor labels)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var wrong = logits.argmax(1).ne(labels).sum(ScalarType.Int64).item<long>();
        // Summed in double precision, so that the mean does not depend on the size of the set.
        var loss = nn.functional.cross_entropy(logits.to_type(ScalarType.Float64), labels).item<double>();
        return new Performance((double)wrong / labels.numel(), loss);
    }

    /// <summary>Error and loss of a classifier on a set of images.</summary>
    public static Performance Measure(IClassifier classifier, Tensor weights, LabelledImages data)
    {
        using var logits = Logits(classifier, weights, data);
        return Measure(logits, data.Labels);
    }

    /// <summary>The classes that logits [count, C] predict, the first of equals.</summary>
    public static byte[] Classes(Tensor logits)
    {
        using var scope = NewDisposeScope();
        return logits.argmax(1).to_type(ScalarType.Byte).Values<byte>();
    }
}
