using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The largest value of each 2 × 2 block; of equal values the first counts.</summary>
public sealed class MaxPool : Layer
{
    private static readonly long[] Strides = [2, 2];

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
        // A kernel of ones for each channel by itself: it sums up a block, and its transpose spreads a value over one.
        private readonly Tensor blocks = ones([chosen.shape[1], 1, 2, 2], chosen.dtype);

        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            input is null
                ? null
                : nn.functional.conv2d(input * chosen, blocks, strides: Strides, groups: chosen.shape[1]);

        public override Tensor Pull(Tensor cotangent) =>
            nn
                .functional.conv_transpose2d(cotangent, blocks, strides: Strides, groups: chosen.shape[1])
                .TimesPerExample(chosen);
    }
}
