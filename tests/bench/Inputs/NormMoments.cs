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
    /// <param name="moments">The moments at the i-th norm.</param>
    public static Network Freeze(Network network, Func<int, ChannelMoments> moments) =>
        network.Freeze(
            network.Norms.Index().ToDictionary(n => n.Item.Name, n => moments(n.Index), StringComparer.Ordinal)
        );
}
