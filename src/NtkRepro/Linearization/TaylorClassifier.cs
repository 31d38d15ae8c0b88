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

    /// <inheritdoc/>
    public Network Network => network;

    /// <inheritdoc/>
    public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights) => expansion.Logits(inputs, weights);

    /// <inheritdoc/>
    public BatchLogits LogitsOf(LabelledImages data) => new(expansion.LogitsOf(data.Images));

    /// <inheritdoc/>
    public IClassifier Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) => this;

    /// <inheritdoc/>
    public void Dispose() => expansion.Dispose();
}
