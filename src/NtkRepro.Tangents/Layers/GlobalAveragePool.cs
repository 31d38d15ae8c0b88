using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The mean over height and width: [batch, channels, height, width] → [batch, channels, 1, 1].</summary>
internal sealed class GlobalAveragePool : Layer
{
    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) => input.mean([2, 3], keepdim: true);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(input.shape[2], input.shape[3]));

    private sealed class Derivative(long height, long width) : LayerDerivative
    {
        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights) => input?.mean([2, 3], keepdim: true);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) => this;

        internal override LogitCotangents Vjp(LogitCotangents cotangents) => cotangents.BelowChannels(Vjp);

        public override Tensor Vjp(Tensor cotangent) =>
            cotangent.Over(height * width).expand(cotangent.shape[0], cotangent.shape[1], height, width);
    }
}
