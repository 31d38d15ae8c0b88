using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>
/// A convolution without bias and the batch norm with fixed moments after it, as one convolution: with g = γ / √(σ² + ε),
/// its kernel is g W and its bias β − g μ. So are its derivatives, by the chain rule through these two.
/// </summary>
internal sealed class NormalisedConvolution : Layer
{
    private readonly Convolution folded;
    private readonly ChannelMoments moments;

    /// <param name="convolution">Without a bias.</param>
    /// <param name="norm">Of the convolution's outputs.</param>
    /// <param name="moments">μ and σ², on which the network lives.</param>
    public NormalisedConvolution(Convolution convolution, BatchNorm norm, ChannelMoments moments)
    {
        folded = convolution.WithBias();
        this.moments = moments;
        Weights = [.. convolution.Weights, .. norm.Weights];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        folded.Forward(input, Fold(weights[0], weights[1], weights[2]));

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var (output, derivative) = folded.Linearize(input, Fold(weights[0], weights[1], weights[2]));
        return (output, new Derivative(this, derivative, weights[0], weights[1]));
    }

    private Tensor[] Fold(Tensor weight, Tensor scale, Tensor shift)
    {
        var (mean, deviation) = Moments(weight.dtype);
        var gain = scale / deviation;
        return [weight * PerOutput(gain), shift - (gain * mean)];
    }

    // μ and √(σ² + ε).
    private (Tensor Mean, Tensor Deviation) Moments(ScalarType type) =>
        (moments.Mean.to_type(type), (moments.Variance.to_type(type) + BatchNorm.Epsilon).sqrt());

    private static Tensor PerOutput(Tensor values) => values.view(-1, 1, 1, 1);

    private sealed class Derivative : LayerDerivative
    {
        private readonly LayerDerivative folded;
        private readonly Tensor weight;
        private readonly Tensor gain;
        private readonly Tensor mean;
        private readonly Tensor deviation;

        public Derivative(NormalisedConvolution layer, LayerDerivative folded, Tensor weight, Tensor scale)
        {
            (this.folded, this.weight) = (folded, weight);
            (mean, deviation) = layer.Moments(weight.dtype);
            gain = scale / deviation;
        }

        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            var change = weights[1] / deviation; // of g
            var kernel = (weights[0] * PerOutput(gain)) + (weight * PerOutput(change));
            return folded.Push(input, [kernel, weights[2] - (change * mean)]);
        }

        public override Tensor Pull(Tensor cotangent) => folded.Pull(cotangent);

        public override IEnumerable<Tensor> PullWeights(Tensor cotangent)
        {
            Tensor[] parts = [.. folded.PullWeights(cotangent)];
            var (kernel, bias) = (parts[0].view(parts[0].shape[0], weight.shape[0], -1), parts[1]);
            yield return (kernel * gain.view(1, -1, 1)).view(parts[0].shape);
            yield return ((kernel * weight.view(1, weight.shape[0], -1)).sum(dim: 2) - (bias * mean)) / deviation;
            yield return bias;
        }
    }
}
