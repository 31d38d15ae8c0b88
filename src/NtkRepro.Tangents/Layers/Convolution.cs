using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>A 2-D convolution.</summary>
internal sealed class Convolution : Layer
{
    private readonly string name;
    private readonly long inputs;
    private readonly long outputs;
    private readonly long[] kernel;
    private readonly long[] padding;
    private readonly long[] strides;

    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Side of the kernel, pixels.</param>
    /// <param name="stride">Pixels from one position of the kernel to the next.</param>
    /// <param name="padding">Zeros on every side; half the kernel if null, which with an odd kernel keeps the size.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public Convolution(long inputs, long outputs, long kernel, long stride = 1, long? padding = null, bool bias = true)
        : this(
            "",
            inputs,
            outputs,
            [kernel, kernel],
            [stride, stride],
            [padding ?? (kernel / 2), padding ?? (kernel / 2)],
            bias
        ) { }

    /// <param name="name">Of the module.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">Height and width of the kernel, pixels.</param>
    /// <param name="strides">Pixels from one position of the kernel to the next, downward and to the right.</param>
    /// <param name="padding">Zeros above and below, and at the sides.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public Convolution(string name, long inputs, long outputs, long[] kernel, long[] strides, long[] padding, bool bias)
    {
        (this.name, this.inputs, this.outputs) = (name, inputs, outputs);
        (this.kernel, this.padding, this.strides) = (kernel, padding, strides);
        var weight = new WeightShape(NameOf(name, "weight"), [outputs, inputs, .. kernel]);
        Weights = bias ? [weight, new WeightShape(NameOf(name, "bias"), [outputs])] : [weight];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <summary>The same convolution with a bias.</summary>
    internal Convolution WithBias() => new(name, inputs, outputs, kernel, strides, padding, bias: true);

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

    internal sealed class Derivative(Convolution layer, Tensor input, Tensor weight) : LayerDerivative
    {
        public override Tensor Jvp(Tensor? direction, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = layer.Forward(input, weights);
            return direction is null ? fromWeights : fromWeights.Increase(layer.Forward(direction, [weight]));
        }

        public override Tensor Vjp(Tensor cotangent) =>
            layer.strides is [1, 1] && layer.kernel[0] > layer.padding[0] && layer.kernel[1] > layer.padding[1]
                ? VjpAsConvolution(cotangent)
                : nn.functional.conv_transpose2d(
                    cotangent,
                    weight,
                    strides: layer.strides,
                    padding: layer.padding,
                    output_padding: [Left(2, cotangent), Left(3, cotangent)]
                );

        public override IEnumerable<Tensor> VjpWeights(Tensor cotangent)
        {
            var rows = cotangent.shape[0];
            yield return Signals(cotangent).bmm(Patches().transpose(1, 2)).reshape(rows, -1);
            if (layer.Weights.Count > 1)
                yield return cotangent.sum([2, 3]);
        }

        internal override void VjpWeights(Tensor cotangent, IReadOnlyList<Tensor> into)
        {
            VjpKernel(cotangent, into[0]);
            if (layer.Weights.Count > 1)
                into[1].copy_(cotangent.sum([2, 3]));
        }

        // Where most cotangents are zero, the few patches that matter are picked, unless they are large.
        internal override void VjpWeights(LogitCotangents cotangents, IReadOnlyList<Tensor> into)
        {
            if (cotangents.Chosen is not { } chosen)
            {
                base.VjpWeights(cotangents, into);
                return;
            }
            if (PatchesAreSmall)
                VjpKernel(chosen, into[0]);
            else
                VjpKernel(cotangents.Values, into[0]);
            if (layer.Weights.Count > 1)
                into[1].copy_(chosen.Values.sum([3]).view(into[1].shape));
        }

        internal override LogitCotangents? Backward(
            LogitCotangents cotangents,
            Action<LayerDerivative, LogitCotangents> visit,
            bool toInput
        ) =>
            base.Backward(
                cotangents.Chosen is not null && (toInput || !PatchesAreSmall) ? cotangents.Formed() : cotangents,
                visit,
                toInput
            );

        /// <summary>Writes the gradients of the kernel: [batch · cotangents, weights in it].</summary>
        public void VjpKernel(Tensor cotangent, Tensor into)
        {
            var (signals, patches) = (Signals(cotangent), Patches());
            var target = into.view(signals.shape[0], signals.shape[1], patches.shape[1]);
            for (var i = 0L; i < target.shape[0]; i++)
            {
                using var scope = NewDisposeScope();
                target.select(0, i).copy_(RowProduct.Of(signals.select(0, i), patches.select(0, i)));
            }
        }

        // The same from the cotangents that max pooling chose.
        private void VjpKernel(ChosenCotangents chosen, Tensor into)
        {
            var (batch, channels, positions) = (input.shape[0], chosen.Channels, chosen.Height * chosen.Width);
            var size = into.shape[1] / channels;
            var patches = Windows().permute(0, 2, 3, 1, 4, 5).reshape(batch * positions, size);
            var before = Arithmetic.Range(batch).view(-1, 1, 1).Times(positions);
            var picked = patches.index_select(0, chosen.Places.Plus(before).view(-1)).view(batch, channels, -1, size);
            var target = into.view(batch, -1, channels, size);
            for (var i = 0L; i < batch; i++)
            {
                using var scope = NewDisposeScope();
                var product = chosen.Values.select(0, i).transpose(0, 1).bmm(picked.select(0, i));
                target.select(0, i).copy_(product.transpose(0, 1));
            }
        }

        // Picking copies a patch for each channel and block: of larger ones that costs more than what it saves.
        private bool PatchesAreSmall
        {
            get
            {
                const long limit = 32;
                return layer.inputs * layer.kernel[0] * layer.kernel[1] <= limit;
            }
        }

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(layer, map(input), shared(weight));

        internal override IReadOnlyList<long> WeightCounts => [.. layer.Weights.Select(w => w.Count)];

        // With a stride of 1 it is a convolution too, with the kernel turned round; the engine's transposed convolution takes
        // two to three times as long.
        private Tensor VjpAsConvolution(Tensor cotangent)
        {
            return nn.functional.conv2d(
                cotangent,
                weight.flip(2, 3).transpose(0, 1),
                padding: [layer.kernel[0] - 1 - layer.padding[0], layer.kernel[1] - 1 - layer.padding[1]]
            );
        }

        // [batch, cotangents · outputs, positions]
        private Tensor Signals(Tensor cotangent)
        {
            var (batch, rows, shape) = (input.shape[0], cotangent.shape[0], cotangent.shape);
            return cotangent.reshape(batch, rows / batch * shape[1], shape[2] * shape[3]);
        }

        // Pixels at the far edge that no position of the kernel reaches, as the stride leaves them over.
        private long Left(int axis, Tensor cotangent) =>
            input.shape[axis]
            + (2 * layer.padding[axis - 2])
            - layer.kernel[axis - 2]
            - ((cotangent.shape[axis] - 1) * layer.strides[axis - 2]);

        // The input under each position of the kernel, in the order of the weights: [batch, inputs · kernel², positions].
        // Positions come last as in the images, which makes this a copy of whole lines.
        private Tensor Patches()
        {
            var windows = Windows();
            var (height, width) = (windows.shape[2], windows.shape[3]);
            return windows.permute(0, 1, 4, 5, 2, 3).reshape(input.shape[0], -1, height * width);
        }

        // The same without a copy: [batch, inputs, height, width, kernel, kernel].
        private Tensor Windows()
        {
            var (rows, columns) = (layer.padding[0], layer.padding[1]);
            return nn
                .functional.pad(input, (columns, columns, rows, rows))
                .unfold(2, layer.kernel[0], layer.strides[0])
                .unfold(3, layer.kernel[1], layer.strides[1]);
        }
    }
}
