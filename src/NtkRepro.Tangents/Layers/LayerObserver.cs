using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Is told what happens on the way through a network.</summary>
internal abstract class LayerObserver
{
    /// <summary>A signal reaches a layer that is not made of others.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Its input, [batch, …].</param>
    public virtual void Reach(Layer layer, Tensor input) { }

    /// <summary>A rectifier is reached that a layer holds within.</summary>
    /// <param name="input">Its input, [batch, …].</param>
    public virtual void Rectify(Tensor input) { }

    /// <summary>Batch norm found the moments of its input.</summary>
    /// <param name="norm">The norm's name.</param>
    /// <param name="moments">Of each channel.</param>
    /// <param name="count">Over how many values of a channel.</param>
    public virtual void Normalise(string norm, ChannelMoments moments, long count) { }
}
