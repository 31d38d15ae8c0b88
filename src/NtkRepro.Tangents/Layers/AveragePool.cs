using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Means over parts of each channel's plane: a linear map of each channel by itself.</summary>
/// <param name="pool">[rows, channels, height, width] → [rows, channels, …].</param>
internal sealed class AveragePool(Func<Tensor, Tensor> pool) : Layer
{
    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) => pool(input);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (pool(input), new Derivative(pool, input.shape));

    private sealed class Derivative(Func<Tensor, Tensor> pool, long[] shape) : LayerDerivative
    {
        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights) => input is null ? null : pool(input);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) => this;

        internal override LogitCotangents Vjp(LogitCotangents cotangents) => cotangents.BelowChannels(Vjp);

        // The map's transpose is its gradient, wherever that is taken.
        public override Tensor Vjp(Tensor cotangent)
        {
            using var scope = NewDisposeScope();
            using var _ = enable_grad();
            var anywhere = zeros([cotangent.shape[0], .. shape[1..]], cotangent.dtype, requires_grad: true);
            return scope.MoveToOuter(autograd.grad([pool(anywhere)], [anywhere], [cotangent])[0]);
        }
    }
}
