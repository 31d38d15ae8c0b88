using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>Is told what happens on the way through a network.</summary>
public abstract class LayerObserver
{
    /// <summary>A signal reaches a layer that is not made of others.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Its input, [batch, …].</param>
    public virtual void Reach(Layer layer, Tensor input) { }

    /// <summary>Batch norm found the moments of its input.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="moments">Of each channel.</param>
    /// <param name="count">Over how many values of a channel.</param>
    public virtual void Normalise(Layer layer, ChannelMoments moments, long count) { }
}
