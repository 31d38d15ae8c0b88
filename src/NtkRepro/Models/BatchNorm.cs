using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The mean and the variance of each channel over examples and pixels.</summary>
/// <param name="Mean">[channels].</param>
/// <param name="Variance">[channels], without Bessel's correction.</param>
public sealed record ChannelMoments(Tensor Mean, Tensor Variance);

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) as in training: y = γ (x − μ) / √(σ² + ε) + β with the moments μ and σ²
/// of each channel over the batch.
/// </summary>
/// <remarks>
/// It mixes the examples of a batch, so that a derivative per example does not exist: a network is measured and
/// linearized in its evaluation mode, see <see cref="Network.Freeze"/>. There are no running averages: the statistics of
/// a network are a function of its weights and of training images alone.
/// </remarks>
/// <param name="channels">Channels.</param>
public sealed class BatchNorm(long channels) : Layer
{
    /// <summary>ε.</summary>
    internal const double Epsilon = 1e-5;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; } = Affine(channels);

    /// <inheritdoc/>
    public override bool MixesExamples => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.batch_norm(input, null, null, weights[0], weights[1], training: true, eps: Epsilon);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights, LayerObserver observer)
    {
        observer.Reach(this, input);
        // With a momentum of 1 the engine's running averages become the moments of this batch, the variance with Bessel's
        // correction.
        var (mean, variance) = (zeros([channels], input.dtype), ones([channels], input.dtype));
        var output = nn.functional.batch_norm(
            input,
            mean,
            variance,
            weights[0],
            weights[1],
            training: true,
            momentum: 1,
            eps: Epsilon
        );
        var count = input.numel() / channels;
        observer.Normalise(this, new ChannelMoments(mean, variance * ((count - 1.0) / count)), count);
        return output;
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        throw new InvalidOperationException("batch norm is linearized with fixed statistics: freeze the network first");

    /// <inheritdoc/>
    public override Layer Freeze(IReadOnlyDictionary<Layer, ChannelMoments> moments) =>
        new FixedNorm(channels, moments[this]);

    internal static WeightShape[] Affine(long channels) =>
        [new("scale", [channels], 1, WeightRole.Scale), new("shift", [channels], 1, WeightRole.Zero)];
}

/// <summary>Batch normalisation in evaluation mode: y = γ (x − μ) / √(σ² + ε) + β with fixed moments.</summary>
/// <param name="channels">Channels.</param>
/// <param name="moments">μ and σ², on which the network lives.</param>
public sealed class FixedNorm(long channels, ChannelMoments moments) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; } = BatchNorm.Affine(channels);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.batch_norm(
            input,
            moments.Mean.to_type(input.dtype),
            moments.Variance.to_type(input.dtype),
            weights[0],
            weights[1],
            training: false,
            eps: BatchNorm.Epsilon
        );

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var one = ones([channels], input.dtype);
        var normal = Forward(input, [one, zeros_like(one)]);
        var gain = weights[0] / Roots.Of(moments.Variance.to_type(input.dtype) + BatchNorm.Epsilon);
        var output = normal.mul(PerChannel(weights[0])) + PerChannel(weights[1]);
        return (output, new Derivative(normal, PerChannel(gain)));
    }

    private static Tensor PerChannel(Tensor values) => values.view(1, -1, 1, 1);

    // normal: (x − μ) / σ, [batch, channels, height, width]; gain: γ / σ, [1, channels, 1, 1]
    private sealed class Derivative(Tensor normal, Tensor gain) : LayerDerivative
    {
        public override Tensor Push(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = normal.mul(PerChannel(weights[0])) + PerChannel(weights[1]);
            return input is null ? fromWeights : fromWeights + input.mul(gain);
        }

        public override Tensor Pull(Tensor cotangent) => cotangent.mul(gain);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(map(normal), shared(gain));

        internal override LogitCotangents Pull(LogitCotangents cotangents) => cotangents.BelowChannels(Pull);

        internal override IReadOnlyList<long> WeightCounts => [normal.shape[1], normal.shape[1]];

        public override IEnumerable<Tensor> PullWeights(Tensor cotangent)
        {
            yield return cotangent.TimesPerExample(normal).sum([2, 3]);
            yield return cotangent.sum([2, 3]);
        }
    }
}
