using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>What an array of weights does, which says how it begins.</summary>
public enum WeightRole
{
    /// <summary>Multiplies the inputs: drawn at random.</summary>
    Weight,

    /// <summary>Is added to the outputs: zero, or drawn where the initialisation says so.</summary>
    Bias,

    /// <summary>Scales normalised signals: one.</summary>
    Scale,

    /// <summary>Begins at zero whatever the initialisation.</summary>
    Zero,
}

/// <summary>One array of a network's weights.</summary>
/// <param name="Name">Its name within the layer.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="FanIn">The number of inputs of each output of its layer.</param>
/// <param name="Role">What it does.</param>
public sealed record WeightShape(string Name, long[] Shape, long FanIn, WeightRole Role = WeightRole.Weight)
{
    /// <summary>The number of weights.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}

/// <summary>A function of its input and its weights, with its first derivatives.</summary>
public abstract class Layer
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
    /// <exception cref="InvalidOperationException">The layer mixes examples, as unfrozen batch norm does.</exception>
    public abstract (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights);

    /// <summary>
    /// The layer with the statistics of batch norm fixed at <paramref name="moments"/>; the layer itself where it has none.
    /// </summary>
    public virtual Layer Freeze(IReadOnlyDictionary<Layer, ChannelMoments> moments) => this;

    /// <summary>Whether the layer's output for one example depends on the others of its batch.</summary>
    public virtual bool MixesExamples => false;
}

/// <summary>The first derivative of a layer at one batch of inputs: a linear map, applied forward or backward.</summary>
public abstract class LayerDerivative
{
    /// <summary>
    /// The Jacobian-vector product: how the output moves when the input moves along <paramref name="input"/> and the
    /// weights along <paramref name="weights"/>. A null direction is zero.
    /// </summary>
    public abstract Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights);

    /// <summary>
    /// The vector-Jacobian product with respect to the input. <paramref name="cotangent"/> holds several cotangents for
    /// each example: [batch · cotangents, …], those of one example side by side.
    /// </summary>
    public abstract Tensor Pull(Tensor cotangent);

    /// <summary>
    /// For each example and cotangent the vector-Jacobian product with respect to each array of weights:
    /// [batch · cotangents, weights in the array], in the layer's order.
    /// </summary>
    public virtual IEnumerable<Tensor> PullWeights(Tensor cotangent) => [];

    /// <summary>The same derivative with the tensors that it holds mapped.</summary>
    /// <param name="map">Those that hold something of each example, [batch, …].</param>
    /// <param name="shared">The others.</param>
    internal abstract LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared);

    /// <summary>Writes what <see cref="PullWeights(Tensor)"/> gives to tensors of the same shapes.</summary>
    internal virtual void PullWeights(Tensor cotangent, IReadOnlyList<Tensor> into)
    {
        foreach (var (target, rows) in into.Zip(PullWeights(cotangent)))
            target.copy_(rows);
    }

    /// <summary>
    /// Writes the derivatives of the logits in each array of weights: [examples · C, weights in the array].
    /// </summary>
    internal virtual void PullWeights(LogitCotangents cotangents, IReadOnlyList<Tensor> into) =>
        PullWeights(cotangents.Values, into);

    /// <summary>
    /// The number of weights in each array of the layer's own, if it has any. Each weight belongs to one channel of the
    /// output, and its gradient needs the cotangents of that channel alone; each array begins with the channels.
    /// </summary>
    internal virtual IReadOnlyList<long> WeightCounts => [];

    /// <summary>What gathers the layer's share of a kernel.</summary>
    /// <param name="store">Where rows of the Jacobian can be held.</param>
    internal virtual KernelTerm CreateTerm(RowStore store) => new JacobianTerm(store);

    /// <summary>The derivatives of the logits in the input, from those in the output.</summary>
    internal virtual LogitCotangents Pull(LogitCotangents cotangents) =>
        new(Pull(cotangents.Values), cotangents.Classes);

    /// <summary>
    /// Hands the cotangents of the output back through the layer: every layer that is not made of others is visited with
    /// those at its own output, in the reverse of the order of the weights.
    /// </summary>
    /// <param name="cotangents">Those of the output.</param>
    /// <param name="visit">Called with a derivative and the cotangents at its output.</param>
    /// <param name="toInput">Whether the cotangents of the input are wanted.</param>
    /// <returns>Those of the input, or null.</returns>
    internal virtual LogitCotangents? Backward(
        LogitCotangents cotangents,
        Action<LayerDerivative, LogitCotangents> visit,
        bool toInput
    )
    {
        visit(this, cotangents);
        return toInput ? Pull(cotangents) : null;
    }
}
