using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>A function of its input and its weights, with its first derivatives.</summary>
internal abstract class Layer
{
    /// <summary>The arrays of weights that the layer takes, in order.</summary>
    public virtual IReadOnlyList<WeightShape> Weights => [];

    /// <summary>The output for <paramref name="input"/> ([batch, …]); recorded for autograd where that is on.</summary>
    public abstract Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights);

    /// <summary>The output, with <paramref name="observer"/> told of each layer on the way.</summary>
    public virtual Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights, LayerObserver observer)
    {
        observer.Reach(this, input);
        return Forward(input, weights);
    }

    /// <summary>The output, and the layer's derivatives at this input and these weights.</summary>
    /// <exception cref="InvalidOperationException">The layer mixes examples, as unfrozen batch norm does, or draws at random.</exception>
    public abstract (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights);

    /// <summary>
    /// The layer with the statistics of batch norm fixed at <paramref name="moments"/>, by the norms' names; the layer itself where
    /// it has none.
    /// </summary>
    public virtual Layer Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) => this;

    /// <summary>Whether the layer's output for one example depends on the others of its batch.</summary>
    public virtual bool MixesExamples => false;

    /// <summary>The fixed statistics of batch norm within, by the norms' names.</summary>
    public virtual IEnumerable<(string Name, ChannelMoments Moments)> Moments => [];

    /// <summary>The batch norms within whose statistics are not fixed.</summary>
    public virtual IEnumerable<NormShape> Norms => [];

    /// <summary>Batch norms within that take their statistics from the batch, and cannot be fixed here.</summary>
    public virtual IEnumerable<string> UnfixedNorms => [];

    /// <summary>
    /// Whether the output is memory of its own that the layer's derivative needs no more: what follows may overwrite it.
    /// </summary>
    public virtual bool GivesAway => false;

    /// <summary>The name of an array of weights of a module.</summary>
    /// <param name="module">The module's name; empty for the outermost.</param>
    /// <param name="array">The array's name within it.</param>
    protected static string NameOf(string module, string array) => WeightShape.NameOf(module, array);
}
