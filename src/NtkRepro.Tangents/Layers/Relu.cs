using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The rectifier max(0, x); its derivative at 0 is 0.</summary>
/// <param name="alone">
/// Whether nothing else reads its input, nor the cotangents of its output: they may then be overwritten.
/// </param>
internal sealed class Relu(bool alone = false) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.relu(input, inplace: alone);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights, LayerObserver observer)
    {
        observer.Rectify(input);
        return base.Forward(input, weights, observer);
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var output = nn.functional.relu(input);
        return (output, new Derivative(output.Positive().to_type(output.dtype), alone));
    }

    // active: 1 where the unit passes its input on, else 0
    private sealed class Derivative(Tensor active, bool alone) : LayerDerivative
    {
        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            alone ? input?.mul_(active) : input?.mul(active);

        public override Tensor Vjp(Tensor cotangent) => cotangent.TimesPerExample(active, overwrite: alone);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(map(active), alone);

        internal override LogitCotangents Vjp(LogitCotangents cotangents) => cotangents.BelowChannels(Vjp);
    }
}
