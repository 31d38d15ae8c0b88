using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Estimates the statistics with which batch norm works in evaluation mode.</summary>
internal sealed class NormStatistics : LayerObserver
{
    private readonly Dictionary<string, Sums> sums = new(StringComparer.Ordinal);

    private NormStatistics() { }

    /// <summary>
    /// The moments at the input of each batch norm over all <paramref name="batches"/>. The moments of each batch are
    /// pooled in double precision: mean of the means, and mean of the variances plus variance of the means.
    /// </summary>
    public static IReadOnlyDictionary<string, ChannelMoments> Pool(
        Layer body,
        ReadOnlySpan<Tensor> weights,
        IEnumerable<Tensor> batches
    )
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var statistics = new NormStatistics();
        foreach (var batch in batches)
        {
            using var inner = NewDisposeScope();
            body.Forward(batch, weights, statistics);
        }
        if (statistics.sums.Count == 0)
            throw new ArgumentException("batch norm's statistics need training images", nameof(batches));
        return statistics.sums.ToDictionary(s => s.Key, s => Moments(s.Value, scope), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override void Normalise(string norm, ChannelMoments moments, long count)
    {
        var mean = moments.Mean.to_type(ScalarType.Float64);
        var first = mean.Times(count);
        var second = moments.Variance.to_type(ScalarType.Float64).Plus(mean.Squared()).Times(count);
        if (!sums.TryGetValue(norm, out var sum))
        {
            sums[norm] = new Sums(first.MoveToOuterDisposeScope(), second.MoveToOuterDisposeScope(), count);
            return;
        }
        sum.First.Increase(first);
        sum.Second.Increase(second);
        sums[norm] = sum with { Count = sum.Count + count };
    }

    private static ChannelMoments Moments(Sums sums, DisposeScope scope)
    {
        var mean = sums.First.Over(sums.Count);
        var variance = sums.Second.Over(sums.Count) - mean.Squared();
        return new ChannelMoments(scope.MoveToOuter(mean), scope.MoveToOuter(variance));
    }

    // Σ x and Σ x² of each channel, [channels] float64.
    private sealed record Sums(Tensor First, Tensor Second, long Count);
}
