using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>An affine map of feature vectors.</summary>
/// <param name="inputs">Input features.</param>
/// <param name="outputs">Output features.</param>
public sealed class Linear(long inputs, long outputs) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; } =
    [new("weight", [outputs, inputs], inputs), new("bias", [outputs], inputs, WeightRole.Bias)];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.linear(input, weights[0], weights[1]);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(input, weights[0]));

    internal sealed class Derivative(Tensor input, Tensor weight) : LayerDerivative
    {
        /// <summary>[batch, inputs].</summary>
        public Tensor Input => input;

        public override Tensor Push(Tensor? direction, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = nn.functional.linear(input, weights[0], weights[1]);
            return direction is null ? fromWeights : fromWeights.add_(nn.functional.linear(direction, weight));
        }

        public override Tensor Pull(Tensor cotangent) => cotangent.matmul(weight);

        public override IEnumerable<Tensor> PullWeights(Tensor cotangent)
        {
            var (batch, rows) = (input.shape[0], cotangent.shape[0]);
            // [batch, cotangents, outputs, 1] × [batch, 1, 1, inputs]
            var signal = cotangent.view(batch, rows / batch, cotangent.shape[1], 1);
            yield return (signal * input.view(batch, 1, 1, input.shape[1])).reshape(rows, -1);
            yield return cotangent;
        }

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(map(input), shared(weight));

        internal override IReadOnlyList<long> WeightCounts => [weight.numel(), weight.shape[0]];

        internal override KernelTerm CreateTerm(RowStore store) => new OuterProductTerm();

        internal override LogitCotangents Pull(LogitCotangents cotangents) =>
            cotangents.BelowLinearHead(weight) ?? base.Pull(cotangents);
    }
}
