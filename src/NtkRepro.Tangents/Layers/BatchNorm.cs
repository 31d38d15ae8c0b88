using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) as in training: y = γ (x − μ) / √(σ² + ε) + β with the moments μ and σ²
/// of each channel over the batch.
/// </summary>
/// <remarks>
/// It mixes the examples of a batch, so that a derivative per example does not exist: a network is measured and
/// linearized in its evaluation mode, see <see cref="Network.Freeze(Tensor, IEnumerable{Tensor})"/>. There are no running averages:
/// the statistics of a network are a function of its weights and of training images alone.
/// </remarks>
/// <param name="channels">Channels.</param>
/// <param name="name">Of the module.</param>
/// <param name="epsilon">ε.</param>
internal sealed class BatchNorm(long channels, string name = "", double epsilon = BatchNorm.Epsilon) : Layer
{
    /// <summary>ε, unless a module says otherwise.</summary>
    internal const double Epsilon = 1e-5;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; } = Affine(channels, name);

    /// <inheritdoc/>
    public override bool MixesExamples => true;

    /// <inheritdoc/>
    public override IEnumerable<NormShape> Norms => [new(name, channels)];

    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.batch_norm(input, null, null, weights[0], weights[1], training: true, eps: epsilon);

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
            eps: epsilon
        );
        var count = input.numel() / channels;
        observer.Normalise(name, new ChannelMoments(mean, variance.Times((count - 1.0) / count)), count);
        return output;
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        throw new InvalidOperationException(
            $"{(name.Length == 0 ? "batch norm" : $"batch norm '{name}'")} mixes examples in training mode, and is linearized with fixed "
                + "statistics: freeze the network first, or put the module in evaluation mode"
        );

    /// <inheritdoc/>
    public override Layer Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) =>
        new FixedNorm(channels, MomentsIn(moments), name, epsilon);

    /// <summary>The moments of this norm among those of a network.</summary>
    /// <exception cref="ArgumentException">They are not there.</exception>
    internal ChannelMoments MomentsIn(IReadOnlyDictionary<string, ChannelMoments> moments) =>
        moments.TryGetValue(name, out var own)
            ? own
            : throw new ArgumentException($"there are no statistics of batch norm '{name}'", nameof(moments));

    internal static WeightShape[] Affine(long channels, string name) =>
        [new(NameOf(name, "weight"), [channels]), new(NameOf(name, "bias"), [channels])];
}
