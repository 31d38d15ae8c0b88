using NtkRepro.Models;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Collects what happens at each batch norm, in the order in which the signal passes.</summary>
internal sealed class NormMoments : LayerObserver
{
    private readonly List<(Layer Layer, ChannelMoments Moments)> norms = [];

    private NormMoments() { }

    /// <summary>The moments of some images, as one minibatch, at each batch norm.</summary>
    /// <param name="network">As in training.</param>
    /// <param name="weights">The flat vector [P].</param>
    /// <param name="images">[n, …].</param>
    public static IEnumerable<ChannelMoments> Of(Network network, Tensor weights, Tensor images) =>
        Observe(network, weights, images).Select(norm => norm.Moments);

    /// <summary>The network in evaluation mode with given moments; the network itself where it has no batch norm.</summary>
    /// <param name="network">As in training.</param>
    /// <param name="images">Any images that it takes, to find the order of its norms.</param>
    /// <param name="moments">The moments at the i-th norm.</param>
    public static Network Freeze(Network network, Tensor images, Func<int, ChannelMoments> moments)
    {
        var found = Observe(network, network.Initialise(0), images.narrow(0, 0, 1));
        return found.Count == 0
            ? network
            : network.FreezeAt(found.Index().ToDictionary(norm => norm.Item.Layer, norm => moments(norm.Index)));
    }

    /// <inheritdoc/>
    public override void Normalise(Layer layer, ChannelMoments moments, long count) => norms.Add((layer, moments));

    private static List<(Layer Layer, ChannelMoments Moments)> Observe(Network network, Tensor weights, Tensor images)
    {
        using var _ = no_grad();
        var observer = new NormMoments();
        network.Forward(images, network.Split(weights), observer);
        return observer.norms;
    }
}
