using NtkRepro.Data;
using NtkRepro.Models;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Linearization;

/// <summary>
/// The first-order Taylor expansion of a network at w₀: f_lin(x; w₀ + v) = f(x; w₀) + J_w₀(x) v, as a function of the
/// displacement v. Gradient descent does not care where the origin is, so training v from 0 is training w from w₀.
/// </summary>
public sealed class TaylorNetwork : IClassifier, IDisposable
{
    // Bytes that the derivatives at a training set may take, and images from which that is reckoned.
    private const long Budget = 2L << 30;
    private const int Sample = 16;

    private readonly Tensor[] origin;

    /// <param name="network">The network f in evaluation mode.</param>
    /// <param name="origin">The flat vector w₀, [P].</param>
    public TaylorNetwork(Network network, Tensor origin)
    {
        Network = network;
        this.origin = [.. network.Split(origin).Select(part => part.detach().clone().DetachFromDisposeScope())];
    }

    /// <inheritdoc/>
    public Network Network { get; }

    /// <summary>f_lin: [batch, C]. The weights are the displacement v.</summary>
    public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        NetworkDerivative derivative;
        using (no_grad())
            derivative = Network.Linearize(inputs, origin);
        return derivative.Logits + derivative.Push(weights);
    }

    /// <summary>
    /// The expansion's own part of a pass, f(x; w₀) and its derivatives, does not change in training: for a set that is not
    /// too large it is computed once and kept.
    /// </summary>
    public BatchLogits LogitsOf(LabelledImages data)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        if (Network.Linearize(data.Take(Sample).Images, origin).Size * data.Count > Budget)
            return (places, weights) => Logits(data.Select(places).Images, weights);
        var all = Network.Linearize(data.Images, origin).MoveToOuterDisposeScope();
        return (places, weights) =>
        {
            NetworkDerivative some;
            using (no_grad())
                some = all.Select(places);
            return some.Logits + some.Push(weights);
        };
    }

    /// <inheritdoc/>
    public IClassifier Freeze(Tensor weights, IEnumerable<Tensor> batches) => this;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in origin)
            part.Dispose();
    }
}
