using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>A 2-D convolution.</summary>
public sealed class Convolution : Layer
{
    private readonly long inputs;
    private readonly long outputs;
    private readonly long kernel;
    private readonly long[] padding;
    private readonly long[] strides;

    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Side of the kernel, pixels.</param>
    /// <param name="stride">Pixels from one position of the kernel to the next.</param>
    /// <param name="padding">Zeros on every side; half the kernel if null, which with an odd kernel keeps the size.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="zero">Whether its weights begin at zero.</param>
    public Convolution(
        long inputs,
        long outputs,
        long kernel,
        long stride = 1,
        long? padding = null,
        bool bias = true,
        bool zero = false
    )
    {
        var edge = padding ?? (kernel / 2);
        (this.inputs, this.outputs) = (inputs, outputs);
        (this.kernel, this.padding, strides) = (kernel, [edge, edge], [stride, stride]);
        var fanIn = inputs * kernel * kernel;
        var weight = new WeightShape(
            "weight",
            [outputs, inputs, kernel, kernel],
            fanIn,
            zero ? WeightRole.Zero : WeightRole.Weight
        );
        var shift = new WeightShape("bias", [outputs], fanIn, zero ? WeightRole.Zero : WeightRole.Bias);
        Weights = bias ? [weight, shift] : [weight];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <summary>The same convolution with a bias.</summary>
    internal Convolution WithBias() => new(inputs, outputs, kernel, strides[0], padding[0]);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.conv2d(
            input,
            weights[0],
            weights.Length > 1 ? weights[1] : null,
            strides: strides,
            padding: padding
        );

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(this, input, weights[0]));

    private sealed class Derivative(Convolution layer, Tensor input, Tensor weight) : LayerDerivative
    {
        public override Tensor Push(Tensor? direction, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = layer.Forward(input, weights);
            return direction is null ? fromWeights : fromWeights.add_(layer.Forward(direction, [weight]));
        }

        public override Tensor Pull(Tensor cotangent) =>
            nn.functional.conv_transpose2d(
                cotangent,
                weight,
                strides: layer.strides,
                padding: layer.padding,
                output_padding: [Left(2, cotangent), Left(3, cotangent)]
            );

        public override IEnumerable<Tensor> PullWeights(Tensor cotangent)
        {
            var (batch, rows) = (input.shape[0], cotangent.shape[0]);
            var patches = Patches(); // [batch, positions, inputs · kernel²]
            var positions = patches.shape[1];
            var signal = cotangent.reshape(batch, rows / batch * cotangent.shape[1], positions);
            yield return signal.bmm(patches).reshape(rows, -1);
            if (layer.Weights.Count > 1)
                yield return cotangent.sum([2, 3]);
        }

        // Pixels at the far edge that no position of the kernel reaches, as the stride leaves them over.
        private long Left(int axis, Tensor cotangent) =>
            input.shape[axis]
            + (2 * layer.padding[0])
            - layer.kernel
            - ((cotangent.shape[axis] - 1) * layer.strides[0]);

        // The input under each position of the kernel, in the order of the weights.
        private Tensor Patches()
        {
            var (edge, stride) = (layer.padding[0], layer.strides[0]);
            var windows = nn
                .functional.pad(input, (edge, edge, edge, edge))
                .unfold(2, layer.kernel, stride)
                .unfold(3, layer.kernel, stride);
            return windows.permute(0, 2, 3, 1, 4, 5).reshape(input.shape[0], windows.shape[2] * windows.shape[3], -1);
        }
    }
}
