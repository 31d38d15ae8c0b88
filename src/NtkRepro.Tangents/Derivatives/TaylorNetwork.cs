using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The logits [batch, C] of some examples of a fixed set, recorded for autograd where that is on.</summary>
/// <param name="places">Which examples, [batch] int64.</param>
/// <param name="displacement">The arrays of the displacement v.</param>
public delegate Tensor TaylorLogits(Tensor places, ReadOnlySpan<Tensor> displacement);

/// <summary>
/// The first-order Taylor expansion of a network at w₀: f_lin(x; w₀ + v) = f(x; w₀) + J_w₀(x) v, as a function of the
/// displacement v. Gradient descent does not care where the origin is, so training v from 0 is training w from w₀.
/// </summary>
public sealed class TaylorNetwork : IDisposable
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

    /// <summary>f, whose arrays of weights are those of the displacement.</summary>
    public Network Network { get; }

    /// <summary>f_lin: [batch, C], recorded for autograd in the displacement where that is on.</summary>
    /// <param name="inputs">[batch, …].</param>
    /// <param name="displacement">The arrays of v.</param>
    public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> displacement)
    {
        NetworkDerivative derivative;
        using (no_grad())
            derivative = Network.Linearize(inputs, origin);
        return derivative.Logits.Plus(derivative.Jvp(displacement));
    }

    /// <summary>
    /// f_lin of those of a fixed set whose places are given. The expansion's own part of a pass, f(x; w₀) and its derivatives, does not
    /// change in training: for a set that is not too large it is computed once and kept, in tensors of the caller's dispose scope.
    /// </summary>
    /// <param name="inputs">The set, [n, …].</param>
    public TaylorLogits LogitsOf(Tensor inputs)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var (count, few) = (inputs.shape[0], inputs.narrow(0, 0, Math.Min(Sample, inputs.shape[0])));
        if (Network.Linearize(few, origin).Size * count > Budget)
            return (places, displacement) => Logits(Planes.Select(inputs, places), displacement);
        var all = Network.Linearize(inputs, origin).MoveToOuterDisposeScope();
        return (places, displacement) =>
        {
            NetworkDerivative some;
            using (no_grad())
                some = all.Select(places);
            return some.Logits.Plus(some.Jvp(displacement));
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in origin)
            part.Dispose();
    }
}
