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

    private sealed class Derivative(Tensor input, Tensor weight) : LayerDerivative
    {
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

        // J is an outer product of cotangent and input, so J Jᵀ = (δ δᵀ) ∘ (x xᵀ + 1), the 1 being the bias.
        public override void AddKernel(Tensor cotangent, Tensor kernel)
        {
            var (batch, rows) = (input.shape[0], cotangent.shape[0]);
            var inputs = (input.mm(input.t()) + 1).view(batch, 1, batch, 1);
            var signals = cotangent.mm(cotangent.t()).view(batch, rows / batch, batch, rows / batch);
            kernel.add_((signals * inputs).view(rows, rows));
        }
    }
}
