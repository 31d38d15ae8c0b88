using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The mean over height and width: [batch, channels, height, width] → [batch, channels].</summary>
public sealed class GlobalAveragePool : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) => input.mean([2, 3]);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (input.mean([2, 3]), new Derivative(input.shape[2], input.shape[3]));

    private sealed class Derivative(long height, long width) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) => input?.mean([2, 3]);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) => this;

        internal override LogitCotangents Pull(LogitCotangents cotangents) => cotangents.BelowChannels(Pull);

        public override Tensor Pull(Tensor cotangent)
        {
            var (rows, channels) = (cotangent.shape[0], cotangent.shape[1]);
            return (cotangent / (height * width)).view(rows, channels, 1, 1).expand(rows, channels, height, width);
        }
    }
}

/// <summary>All values of an example in a row: [batch, …] → [batch, features].</summary>
public sealed class Flatten : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) => input.reshape(input.shape[0], -1);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(input.shape));

    private sealed class Derivative(long[] shape) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) => input?.reshape(input.shape[0], -1);

        public override Tensor Pull(Tensor cotangent) => cotangent.reshape([cotangent.shape[0], .. shape[1..]]);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) => this;
    }
}
