using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>A 2-D convolution with bias, stride 1 and padding that keeps the size.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="kernel">Odd side of the kernel, pixels.</param>
public sealed class Convolution(long inputs, long outputs, long kernel) : Layer
{
    private readonly long[] padding = [kernel / 2, kernel / 2];

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; } =
    [
        new("weight", [outputs, inputs, kernel, kernel], inputs * kernel * kernel),
        new("bias", [outputs], inputs * kernel * kernel, IsBias: true),
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.conv2d(input, weights[0], weights[1], padding: padding);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(this, input, weights[0]));

    private sealed class Derivative(Convolution layer, Tensor input, Tensor weight) : LayerDerivative
    {
        public override Tensor Push(Tensor? direction, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = layer.Forward(input, weights);
            return direction is null
                ? fromWeights
                : fromWeights + nn.functional.conv2d(direction, weight, padding: layer.padding);
        }

        public override Tensor Pull(Tensor cotangent) =>
            nn.functional.conv_transpose2d(cotangent, weight, padding: layer.padding);

        public override IEnumerable<Tensor> PullWeights(Tensor cotangent)
        {
            var (batch, rows) = (input.shape[0], cotangent.shape[0]);
            var patches = Patches(); // [batch, positions, inputs · kernel²]
            var positions = patches.shape[1];
            var signal = cotangent.reshape(batch, rows / batch * cotangent.shape[1], positions);
            yield return signal.bmm(patches).reshape(rows, -1);
            yield return cotangent.sum([2, 3]);
        }

        // The input under each position of the kernel, in the order of the weights.
        private Tensor Patches()
        {
            var kernel = layer.Weights[0].Shape[2];
            var edge = layer.padding[0];
            var (batch, height, width) = (input.shape[0], input.shape[2], input.shape[3]);
            return nn
                .functional.pad(input, (edge, edge, edge, edge))
                .unfold(2, kernel, 1)
                .unfold(3, kernel, 1)
                .permute(0, 2, 3, 1, 4, 5)
                .reshape(batch, height * width, -1);
        }
    }
}
