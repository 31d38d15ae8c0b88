using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>One array of a network's weights.</summary>
/// <param name="Name">Its name within the layer.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="FanIn">The number of inputs of each output of its layer.</param>
/// <param name="IsBias">Whether it is added to the outputs, rather than multiplied with the inputs.</param>
public sealed record WeightShape(string Name, long[] Shape, long FanIn, bool IsBias = false)
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

    /// <summary>The output, and the layer's derivatives at this input and these weights.</summary>
    public abstract (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights);
}

/// <summary>The first derivative of a layer at one batch of inputs: a linear map, applied forward or backward.</summary>
public abstract class LayerDerivative
{
    /// <summary>
    /// The Jacobian-vector product: how the output moves when the input moves along <paramref name="input"/> and the
    /// weights along <paramref name="weights"/>. A null input direction is zero.
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

    /// <summary>
    /// Adds J Jᵀ to <paramref name="kernel"/> in place, where J are the rows of <see cref="PullWeights"/>:
    /// [batch · cotangents, batch · cotangents]. Layers override it where the structure of J saves work.
    /// </summary>
    public virtual void AddKernel(Tensor cotangent, Tensor kernel)
    {
        foreach (var rows in PullWeights(cotangent))
        {
            using (rows)
                kernel.addmm_(rows, rows.t());
        }
    }
}
