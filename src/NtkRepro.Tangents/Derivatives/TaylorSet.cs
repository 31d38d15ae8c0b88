using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// The Taylor expansion of a network at a fixed set of examples. Its own part of a pass, f(x; w₀) and its derivatives, does not depend on
/// the displacement: each pass after the first has only the product with that to make.
/// </summary>
public sealed class TaylorSet : IDisposable
{
    private readonly TaylorNetwork expansion;
    private readonly Tensor inputs;
    private readonly NetworkDerivative? all; // null where it would be too large

    internal TaylorSet(TaylorNetwork expansion, Tensor inputs, NetworkDerivative? all) =>
        (this.expansion, this.inputs, this.all) = (expansion, inputs, all);

    /// <summary>f_lin of some examples: [batch, C], recorded for autograd in the displacement where that is on.</summary>
    /// <param name="places">Which examples, [batch] int64.</param>
    /// <param name="displacement">The arrays of v.</param>
    public Tensor Logits(Tensor places, ReadOnlySpan<Tensor> displacement) =>
        all is null
            ? expansion.Logits(Planes.Select(inputs, places), displacement)
            : Sum(() => all.Select(places), displacement);

    /// <summary>f_lin of examples that follow each other: [count, C], recorded likewise.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="displacement">The arrays of v.</param>
    public Tensor Logits(long start, long count, ReadOnlySpan<Tensor> displacement) =>
        all is null
            ? expansion.Logits(inputs.narrow(0, start, count), displacement)
            : Sum(() => all.Narrow(start, count), displacement);

    /// <summary>Frees what was kept.</summary>
    public void Dispose() => all?.Dispose();

    private static Tensor Sum(Func<NetworkDerivative> at, ReadOnlySpan<Tensor> displacement)
    {
        NetworkDerivative some;
        using (no_grad())
            some = at();
        return some.Logits.Plus(some.Jvp(displacement));
    }
}
