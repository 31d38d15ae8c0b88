using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// A convolution without bias and the batch norm with fixed moments after it, as one convolution: with g = γ / √(σ² + ε),
/// its kernel is g W and its bias β − g μ. So are its derivatives, by the chain rule through these two.
/// </summary>
internal sealed class NormalisedConvolution : Layer
{
    private readonly Convolution folded;
    private readonly FixedNorm norm;

    /// <param name="convolution">Without a bias.</param>
    /// <param name="norm">Of the convolution's outputs.</param>
    public NormalisedConvolution(Convolution convolution, FixedNorm norm)
    {
        folded = convolution.WithBias();
        this.norm = norm;
        Weights = [.. convolution.Weights, .. norm.Weights];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, ChannelMoments Moments)> Moments => norm.Moments;

    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        folded.Forward(input, Fold(weights[0], weights[1], weights[2]));

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var (output, derivative) = folded.Linearize(input, Fold(weights[0], weights[1], weights[2]));
        return (output, new Derivative(this, (Convolution.Derivative)derivative, weights[0], weights[1]));
    }

    private Tensor[] Fold(Tensor weight, Tensor scale, Tensor shift)
    {
        var (mean, deviation) = MomentsAs(weight.dtype);
        var gain = scale / deviation;
        return [weight * PerOutput(gain), shift - (gain * mean)];
    }

    // μ and √(σ² + ε).
    private (Tensor Mean, Tensor Deviation) MomentsAs(ScalarType type) =>
        (norm.OwnMoments.Mean.to_type(type), Roots.Of(norm.OwnMoments.Variance.to_type(type).Plus(norm.OwnEpsilon)));

    private static Tensor PerOutput(Tensor values) => values.view(-1, 1, 1, 1);

    private sealed class Derivative : LayerDerivative
    {
        private readonly Convolution.Derivative folded;
        private readonly Tensor weight;
        private readonly Tensor gain;
        private readonly Tensor mean;
        private readonly Tensor deviation;

        public Derivative(NormalisedConvolution layer, Convolution.Derivative folded, Tensor weight, Tensor scale)
        {
            (this.folded, this.weight) = (folded, weight);
            (mean, deviation) = layer.MomentsAs(weight.dtype);
            gain = scale / deviation;
        }

        private Derivative(Convolution.Derivative folded, Tensor weight, Tensor gain, Tensor mean, Tensor deviation)
        {
            (this.folded, this.weight, this.gain) = (folded, weight, gain);
            (this.mean, this.deviation) = (mean, deviation);
        }

        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            var change = weights[1] / deviation; // of g
            var kernel = (weights[0] * PerOutput(gain)).Plus(weight * PerOutput(change));
            return folded.Jvp(input, [kernel, weights[2] - (change * mean)]);
        }

        public override Tensor Vjp(Tensor cotangent) => folded.Vjp(cotangent);

        public override IEnumerable<Tensor> VjpWeights(Tensor cotangent)
        {
            var rows = cotangent.shape[0];
            Tensor[] parts =
            [
                empty([rows, weight.numel()], weight.dtype),
                empty([rows, weight.shape[0]], weight.dtype),
                empty([rows, weight.shape[0]], weight.dtype),
            ];
            VjpWeights(cotangent, parts);
            return parts;
        }

        internal override void VjpWeights(Tensor cotangent, IReadOnlyList<Tensor> into)
        {
            var (channels, pixels) = (cotangent.shape[1], cotangent.shape[2] * cotangent.shape[3]);
            var (rows, patch) = (cotangent.shape[0], weight.numel() / channels);
            into[2].copy_(cotangent.sum([2, 3]));
            // What is to be done beside the product with the patches is done where there are fewer values: at the gradients
            // of W, or at the cotangents.
            if (pixels > patch)
            {
                folded.VjpKernel(cotangent, into[0]);
                var kernel = into[0].view(rows, channels, patch);
                var along = (kernel * weight.view(1, channels, patch)).sum(dim: 2);
                into[1].copy_((along - (into[2] * mean)) / deviation);
                kernel.mul_(gain.view(1, -1, 1));
                return;
            }
            folded.VjpKernel(cotangent.mul(gain.view(1, -1, 1, 1)), into[0]);
            var normal = folded.Jvp(null, [weight, mean.neg()]) / deviation.view(1, -1, 1, 1);
            into[1].copy_(cotangent.TimesPerExample(normal).sum([2, 3]));
        }

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(
                (Convolution.Derivative)folded.Map(map, shared),
                shared(weight),
                shared(gain),
                shared(mean),
                shared(deviation)
            );

        internal override IReadOnlyList<long> WeightCounts => [weight.numel(), weight.shape[0], weight.shape[0]];
    }
}
