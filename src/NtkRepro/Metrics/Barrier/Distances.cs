using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>Distances between two networks (paper.md, Measures).</summary>
public static class Distances
{
    // Inputs whose gradients are held at once.
    private const long GradientChunk = 25;

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
        return Roots.Of((p - q).Squared().sum(1)).mean().item<double>();
    }

    /// <summary>‖w − w'‖₂ / ½ (‖w‖₂ + ‖w'‖₂) of two flat vectors [P].</summary>
    public static double Weights(Tensor weights, Tensor other)
    {
        using var scope = NewDisposeScope();
        var (w, v) = (weights.to_type(ScalarType.Float64), other.to_type(ScalarType.Float64));
        return Roots.Norm(w - v) / (0.5 * (Roots.Norm(w) + Roots.Norm(v)));
    }

    /// <summary>
    /// The fraction of rectifiers × inputs that are on in one network and off in the other, both in evaluation mode.
    /// </summary>
    /// <param name="network">The one network.</param>
    /// <param name="weights">Its flat vector [P].</param>
    /// <param name="other">The other network, of the same layers.</param>
    /// <param name="otherWeights">Its flat vector [P].</param>
    /// <param name="inputs">[n, …].</param>
    public static double Relu(Network network, Tensor weights, Network other, Tensor otherWeights, Tensor inputs)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var ours = network.ActivationPattern(inputs, network.Split(weights));
        var theirs = other.ActivationPattern(inputs, other.Split(otherWeights));
        var different = ours.Zip(theirs, (a, b) => a.ne(b).sum(ScalarType.Int64).item<long>()).Sum();
        return (double)different / ours.Sum(a => a.numel());
    }

    /// <summary>
    /// The mean over inputs i and logits a of cos(∂f_a(x_i)/∂w at w, at w'); not a number where a gradient is zero.
    /// </summary>
    /// <param name="network">The one network in evaluation mode.</param>
    /// <param name="weights">Its flat vector w, [P].</param>
    /// <param name="other">The other network, of the same layers.</param>
    /// <param name="otherWeights">Its flat vector w', [P].</param>
    /// <param name="inputs">[n, …].</param>
    public static double Gradients(Network network, Tensor weights, Network other, Tensor otherWeights, Tensor inputs)
    {
        using var _ = no_grad();
        var (sum, count) = (0.0, 0L);
        for (long start = 0; start < inputs.shape[0]; start += GradientChunk)
        {
            using var scope = NewDisposeScope();
            var chunk = inputs.narrow(0, start, Math.Min(GradientChunk, inputs.shape[0] - start));
            var (mixed, own, others) = network
                .Linearize(chunk, network.Split(weights))
                .RowProducts(other.Linearize(chunk, other.Split(otherWeights)));
            sum += (mixed / Roots.Of(own * others)).sum().item<double>();
            count += mixed.numel();
        }
        return sum / count;
    }
}
