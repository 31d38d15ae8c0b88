using NtkRepro.Data;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Linearization;

/// <summary>The linearization of a network as what SGD trains: its weights are the displacement.</summary>
/// <param name="network">The network in evaluation mode.</param>
/// <param name="origin">The flat vector w₀ at which it is linearized, [P].</param>
public sealed class TaylorClassifier(Network network, Tensor origin) : IClassifier, IDisposable
{
    private readonly TaylorNetwork expansion = new(network, origin);
    private readonly Dictionary<LabelledImages, TaylorSet> sets = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public Network Network => network;

    /// <inheritdoc/>
    public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights) => expansion.Logits(inputs, weights);

    /// <inheritdoc/>
    public BatchLogits LogitsOf(LabelledImages data) => At(data).Logits;

    /// <inheritdoc/>
    public Tensor Logits(LabelledImages data, long start, long count, ReadOnlySpan<Tensor> weights) =>
        At(data).Logits(start, count, weights);

    /// <inheritdoc/>
    public IClassifier Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) => this;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var set in sets.Values)
            set.Dispose();
        expansion.Dispose();
    }

    private TaylorSet At(LabelledImages data)
    {
        if (!sets.TryGetValue(data, out var set))
            sets.Add(data, set = expansion.At(data.Images));
        return set;
    }
}
