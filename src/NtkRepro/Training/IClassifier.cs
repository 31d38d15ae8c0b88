using NtkRepro.Data;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>The logits [batch, C] of some examples of a fixed set, recorded for autograd where that is on.</summary>
/// <param name="places">Which examples, [batch] int64.</param>
/// <param name="weights">The arrays of weights.</param>
public delegate Tensor BatchLogits(Tensor places, ReadOnlySpan<Tensor> weights);

/// <summary>What SGD trains: logits as a function of inputs and of one flat vector of weights.</summary>
public interface IClassifier
{
    /// <summary>The arrays into which the flat vector is split.</summary>
    Network Network { get; }

    /// <summary>The logits [batch, C]; recorded for autograd with respect to <paramref name="weights"/> where that is on.</summary>
    Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights);

    /// <summary>
    /// The logits of those of <paramref name="data"/> whose places are given, [batch] int64, as training asks for them again
    /// and again: what does not depend on the weights may be kept for as long as the classifier lives.
    /// </summary>
    BatchLogits LogitsOf(LabelledImages data) => (places, weights) => Logits(data.Select(places).Images, weights);

    /// <summary>The logits of images of <paramref name="data"/> that follow each other, as measurements ask for them; likewise.</summary>
    Tensor Logits(LabelledImages data, long start, long count, ReadOnlySpan<Tensor> weights) =>
        Logits(data.Images.narrow(0, start, count), weights);

    /// <summary>The classifier in evaluation mode; see <see cref="Network.Freeze(IReadOnlyDictionary{string, ChannelMoments})"/>.</summary>
    IClassifier Freeze(IReadOnlyDictionary<string, ChannelMoments> moments);

    /// <summary>The classifier in evaluation mode at the given weights [P]; see <see cref="Network.Freeze(Tensor, IEnumerable{Tensor})"/>.</summary>
    IClassifier Freeze(Tensor weights, IEnumerable<Tensor> batches) => Freeze(Network.MomentsAt(weights, batches));
}

/// <summary>The network itself.</summary>
public sealed class NetworkClassifier(Network network) : IClassifier
{
    /// <inheritdoc/>
    public Network Network => network;

    /// <inheritdoc/>
    public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights) => network.Forward(inputs, weights);

    /// <inheritdoc/>
    public IClassifier Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) =>
        new NetworkClassifier(network.Freeze(moments));
}
