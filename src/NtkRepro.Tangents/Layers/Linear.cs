using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>An affine map of the last axis.</summary>
internal sealed class Linear : Layer
{
    /// <param name="inputs">Input features.</param>
    /// <param name="outputs">Output features.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="name">Of the module.</param>
    public Linear(long inputs, long outputs, bool bias = true, string name = "")
    {
        var weight = new WeightShape(NameOf(name, "weight"), [outputs, inputs]);
        Weights = bias ? [weight, new WeightShape(NameOf(name, "bias"), [outputs])] : [weight];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.linear(input, weights[0], weights.Length > 1 ? weights[1] : null);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(this, input, weights[0]));

    internal sealed class Derivative(Linear layer, Tensor input, Tensor weight) : LayerDerivative
    {
        /// <summary>[batch, …, inputs].</summary>
        public Tensor Input => input;

        /// <summary>Whether there is a bias.</summary>
        public bool HasBias => layer.Weights.Count > 1;

        // Where examples are one vector each, their rows of the Jacobian are outer products.
        private bool IsPerVector => input.dim() == 2;

        public override Tensor Jvp(Tensor? direction, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = layer.Forward(input, weights);
            return direction is null ? fromWeights : fromWeights.Increase(nn.functional.linear(direction, weight));
        }

        public override Tensor Vjp(Tensor cotangent) => cotangent.matmul(weight);

        public override IEnumerable<Tensor> VjpWeights(Tensor cotangent)
        {
            var (batch, rows) = (input.shape[0], cotangent.shape[0]);
            if (IsPerVector)
            {
                // [batch, cotangents, outputs, 1] × [batch, 1, 1, inputs]
                var signal = cotangent.view(batch, rows / batch, cotangent.shape[1], 1);
                yield return (signal * input.view(batch, 1, 1, input.shape[1])).reshape(rows, -1);
                if (HasBias)
                    yield return cotangent;
                yield break;
            }
            // Summed over the vectors of an example: [batch, cotangents, vectors, outputs] and [batch, vectors, inputs].
            var signals = cotangent.reshape(batch, rows / batch, -1, weight.shape[0]);
            var vectors = input.reshape(batch, -1, weight.shape[1]);
            yield return signals.transpose(2, 3).matmul(vectors.unsqueeze(1)).reshape(rows, -1);
            if (HasBias)
                yield return signals.sum(2).reshape(rows, -1);
        }

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(layer, map(input), shared(weight));

        internal override IReadOnlyList<long> WeightCounts => [.. layer.Weights.Select(w => w.Count)];

        internal override bool IsByChannel => IsPerVector;

        internal override KernelTerm CreateTerm(RowStore store) =>
            IsPerVector ? new OuterProductTerm(HasBias) : base.CreateTerm(store);

        internal override LogitCotangents Vjp(LogitCotangents cotangents) =>
            (IsPerVector ? cotangents.BelowLinearHead(weight) : null) ?? base.Vjp(cotangents);
    }
}
