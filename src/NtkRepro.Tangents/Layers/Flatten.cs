using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>All values of an example in a row: [batch, …] → [batch, features].</summary>
internal sealed class Flatten : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) => input.reshape(input.shape[0], -1);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(input.shape));

    private sealed class Derivative(long[] shape) : LayerDerivative
    {
        // Where a channel is one value, it is the same after as before.
        private bool IsByValue => shape.Length > 1 && shape[2..].All(size => size == 1);

        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights) => input?.reshape(input.shape[0], -1);

        public override Tensor Vjp(Tensor cotangent) => cotangent.reshape([cotangent.shape[0], .. shape[1..]]);

        internal override LogitCotangents Vjp(LogitCotangents cotangents) =>
            IsByValue ? cotangents.BelowChannels(Vjp) : base.Vjp(cotangents);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) => this;
    }
}
