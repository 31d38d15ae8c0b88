using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// The first-order Taylor expansion of a network at w₀: f_lin(x; w₀ + v) = f(x; w₀) + J_w₀(x) v, as a function of the
/// displacement v. Gradient descent does not care where the origin is, so training v from 0 is training w from w₀.
/// </summary>
public sealed class TaylorNetwork : IDisposable
{
    // Bytes that the derivatives at all sets may take, and examples from which that is reckoned.
    private const long Budget = 2L << 30;
    private const int Sample = 16;

    private readonly Tensor[] origin;
    private long kept; // bytes

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

    /// <summary>f_lin at a fixed set, where the expansion's own part is computed once and kept if there is room: 2 GB for all sets.</summary>
    /// <param name="inputs">The set, [n, …], which must live as long as what is returned.</param>
    public TaylorSet At(Tensor inputs)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var (count, few) = (inputs.shape[0], inputs.narrow(0, 0, Math.Min(Sample, inputs.shape[0])));
        var bytes = Network.Linearize(few, origin).Size * count;
        if (kept + bytes > Budget)
            return new TaylorSet(this, inputs, null);
        kept += bytes;
        return new TaylorSet(this, inputs, Network.Linearize(inputs, origin).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in origin)
            part.Dispose();
    }
}
