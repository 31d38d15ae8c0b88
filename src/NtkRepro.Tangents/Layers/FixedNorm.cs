using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Batch normalisation in evaluation mode: y = γ (x − μ) / √(σ² + ε) + β with fixed moments.</summary>
/// <param name="channels">Channels.</param>
/// <param name="moments">μ and σ², on which the network lives.</param>
/// <param name="name">Of the module.</param>
/// <param name="epsilon">ε.</param>
internal sealed class FixedNorm(
    long channels,
    ChannelMoments moments,
    string name = "",
    double epsilon = BatchNorm.Epsilon
) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; } = BatchNorm.Affine(channels, name);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, ChannelMoments Moments)> Moments => [(name, moments)];

    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <summary>μ and σ².</summary>
    internal ChannelMoments OwnMoments => moments;

    /// <summary>ε of this norm.</summary>
    internal double OwnEpsilon => epsilon;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.batch_norm(
            input,
            moments.Mean.to_type(input.dtype),
            moments.Variance.to_type(input.dtype),
            weights[0],
            weights[1],
            training: false,
            eps: epsilon
        );

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var one = ones([channels], input.dtype);
        var normal = Forward(input, [one, zeros_like(one)]);
        var gain = weights[0] / Roots.Of(moments.Variance.to_type(input.dtype).Plus(epsilon));
        var output = normal.mul(PerChannel(weights[0])).Plus(PerChannel(weights[1]));
        return (output, new Derivative(normal, PerChannel(gain)));
    }

    private static Tensor PerChannel(Tensor values) => values.view(1, -1, 1, 1);

    // normal: (x − μ) / σ, [batch, channels, height, width]; gain: γ / σ, [1, channels, 1, 1]
    private sealed class Derivative(Tensor normal, Tensor gain) : LayerDerivative
    {
        public override Tensor Jvp(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = normal.mul(PerChannel(weights[0])).Plus(PerChannel(weights[1]));
            return input is null ? fromWeights : fromWeights.Plus(input.mul(gain));
        }

        public override Tensor Vjp(Tensor cotangent) => cotangent.mul(gain);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(map(normal), shared(gain));

        internal override LogitCotangents Vjp(LogitCotangents cotangents) => cotangents.BelowChannels(Vjp);

        internal override IReadOnlyList<long> WeightCounts => [normal.shape[1], normal.shape[1]];

        public override IEnumerable<Tensor> VjpWeights(Tensor cotangent)
        {
            yield return cotangent.TimesPerExample(normal).sum([2, 3]);
            yield return cotangent.sum([2, 3]);
        }
    }
}
