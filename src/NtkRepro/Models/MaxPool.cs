using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The largest value of each 2 × 2 block; of equal values the first counts.</summary>
public sealed class MaxPool : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.max_pool2d(Even(input), 2);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        // The engine's own derivative says which place of each block holds the largest value, ties included.
        using var _ = enable_grad();
        var leaf = input.detach().requires_grad_();
        var output = Forward(leaf, weights);
        var chosen = autograd.grad([output], [leaf], [ones(output.shape, output.dtype)])[0];
        return (output.detach(), new Derivative(chosen));
    }

    private static Tensor Even(Tensor input) =>
        input.shape[2] % 2 == 0 && input.shape[3] % 2 == 0
            ? input
            : throw new ArgumentException(
                $"max pooling takes an even height and width; this input has {input.shape[2]} × {input.shape[3]}",
                nameof(input)
            );

    // chosen: 1 where a place holds the largest value of its block, else 0; [batch, channels, height, width]
    private sealed class Derivative(Tensor chosen) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            input is null ? null : nn.functional.avg_pool2d(input * chosen, 2) * 4; // the sum of each block

        public override Tensor Pull(Tensor cotangent)
        {
            var (rows, channels, height, width) = (
                cotangent.shape[0],
                cotangent.shape[1],
                cotangent.shape[2],
                cotangent.shape[3]
            );
            // Each value spread over its block, with the channels kept innermost in memory.
            return cotangent
                .permute(0, 2, 3, 1)
                .reshape(rows, height, 1, width, 1, channels)
                .expand(rows, height, 2, width, 2, channels)
                .reshape(rows, 2 * height, 2 * width, channels)
                .permute(0, 3, 1, 2)
                .TimesPerExample(chosen);
        }
    }
}
