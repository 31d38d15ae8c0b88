using NtkRepro.Networks;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The statistics of batch norm, in the order in which the signal passes.</summary>
internal static class NormMoments
{
    /// <summary>The moments of some images, as one minibatch, at each batch norm.</summary>
    /// <param name="network">As in training.</param>
    /// <param name="weights">The flat vector [P].</param>
    /// <param name="images">[n, …].</param>
    public static IEnumerable<ChannelMoments> Of(Network network, Tensor weights, Tensor images) =>
        network.Freeze(weights, [images]).Moments.Values;

    /// <summary>The network in evaluation mode with given moments; the network itself where it has no batch norm.</summary>
    /// <param name="network">As in training.</param>
    /// <param name="images">Any images that it takes, to find the order of its norms.</param>
    /// <param name="moments">The moments at the i-th norm.</param>
    public static Network Freeze(Network network, Tensor images, Func<int, ChannelMoments> moments)
    {
        using var scope = NewDisposeScope();
        var names = network.Freeze(network.Initialise(0), [images.narrow(0, 0, 1)]).Moments.Keys;
        return network.Freeze(names.Index().ToDictionary(n => n.Item, n => moments(n.Index), StringComparer.Ordinal));
    }
}
