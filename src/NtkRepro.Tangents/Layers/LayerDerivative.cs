using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The first derivative of a layer at one batch of inputs: a linear map, applied forward or backward.</summary>
internal abstract class LayerDerivative
{
    /// <summary>
    /// The Jacobian-vector product: how the output moves when the input moves along <paramref name="input"/> and the
    /// weights along <paramref name="weights"/>. A null direction is zero.
    /// </summary>
    public abstract Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights);

    /// <summary>
    /// The vector-Jacobian product with respect to the input. <paramref name="cotangent"/> holds several cotangents for
    /// each example: [batch · cotangents, …], those of one example side by side.
    /// </summary>
    public abstract Tensor Vjp(Tensor cotangent);

    /// <summary>
    /// For each example and cotangent the vector-Jacobian product with respect to each array of weights:
    /// [batch · cotangents, weights in the array], in the layer's order.
    /// </summary>
    public virtual IEnumerable<Tensor> VjpWeights(Tensor cotangent) => [];

    /// <summary>The same derivative with the tensors that it holds mapped.</summary>
    /// <param name="map">Those that hold something of each example, [batch, …].</param>
    /// <param name="shared">The others.</param>
    internal abstract LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared);

    /// <summary>Writes what <see cref="VjpWeights(Tensor)"/> gives to tensors of the same shapes.</summary>
    internal virtual void VjpWeights(Tensor cotangent, IReadOnlyList<Tensor> into)
    {
        foreach (var (target, rows) in into.Zip(VjpWeights(cotangent)))
            target.copy_(rows);
    }

    /// <summary>
    /// Writes the derivatives of the logits in each array of weights: [examples · C, weights in the array].
    /// </summary>
    internal virtual void VjpWeights(LogitCotangents cotangents, IReadOnlyList<Tensor> into) =>
        VjpWeights(cotangents.Values, into);

    /// <summary>
    /// The number of weights in each array of the layer's own, if it has any.
    /// </summary>
    internal virtual IReadOnlyList<long> WeightCounts => [];

    /// <summary>
    /// Whether each weight belongs to one channel of the output, so that its gradient needs the cotangents of that channel alone;
    /// each array then begins with the channels.
    /// </summary>
    internal virtual bool IsByChannel => true;

    /// <summary>What gathers the layer's share of a kernel.</summary>
    /// <param name="store">Where rows of the Jacobian can be held.</param>
    internal virtual KernelTerm CreateTerm(RowStore store) => new JacobianTerm(store);

    /// <summary>The derivatives of the logits in the input, from those in the output.</summary>
    internal virtual LogitCotangents Vjp(LogitCotangents cotangents) => new(Vjp(cotangents.Values), cotangents.Classes);

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
        return toInput ? Vjp(cotangents) : null;
    }
}
