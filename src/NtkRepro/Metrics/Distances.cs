using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>Distances between two networks (paper.md, Measures).</summary>
public static class Distances
{
    /// <summary>The fraction of inputs on which two sets of logits [n, C] predict different classes.</summary>
    public static double Function(Tensor logits, Tensor other)
    {
        using var scope = NewDisposeScope();
        var different = logits.argmax(1).ne(other.argmax(1)).sum(ScalarType.Int64).item<long>();
        return (double)different / logits.shape[0];
    }

    /// <summary>The mean over inputs of the L2 distance between the softmax outputs of two sets of logits [n, C].</summary>
    public static double Softmax(Tensor logits, Tensor other)
    {
        using var scope = NewDisposeScope();
        var (p, q) = (logits.softmax(1, ScalarType.Float64), other.softmax(1, ScalarType.Float64));
        return (p - q).square().sum(1).sqrt().mean().item<double>();
    }

    /// <summary>‖w − w'‖₂ / ½ (‖w‖₂ + ‖w'‖₂) of two flat vectors [P].</summary>
    public static double Weights(Tensor weights, Tensor other)
    {
        using var scope = NewDisposeScope();
        var (w, v) = (weights.to_type(ScalarType.Float64), other.to_type(ScalarType.Float64));
        return (w - v).norm().item<double>() / (0.5 * (w.norm().item<double>() + v.norm().item<double>()));
    }
}
