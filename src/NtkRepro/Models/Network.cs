using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>
/// A feed-forward network as a function f(x; w) of inputs and one flat vector of weights: the logits of each class.
/// </summary>
public sealed class Network
{
    private readonly Sequence body;

    /// <param name="layers">From the input to the logits.</param>
    /// <param name="classes">The number of logits C.</param>
    public Network(IReadOnlyList<Layer> layers, int classes)
        : this(new Sequence(layers), classes) { }

    private Network(Sequence body, int classes)
    {
        this.body = body;
        Classes = classes;
        WeightCount = Weights.Sum(w => w.Count);
    }

    /// <summary>The number of logits C.</summary>
    public int Classes { get; }

    /// <summary>The arrays of weights, in their order in the flat vector.</summary>
    public IReadOnlyList<WeightShape> Weights => body.Weights;

    /// <summary>The number of weights P.</summary>
    public long WeightCount { get; }

    /// <summary>The weights with which training begins, a pure function of the seed: a flat vector [P] float32.</summary>
    public Tensor Initialise(long seed, Initialisation scheme = Initialisation.He)
    {
        var values = new float[WeightCount];
        var offset = 0;
        for (var i = 0; i < Weights.Count; i++)
        {
            var count = (int)Weights[i].Count;
            Initialiser.Fill(values.AsSpan(offset, count), Weights[i], scheme, new CounterRandom(seed, "weights", i));
            offset += count;
        }
        return tensor(values, [WeightCount]);
    }

    /// <summary>Views of a flat vector [P] in the shapes of the arrays of weights.</summary>
    public Tensor[] Split(Tensor flat)
    {
        var parts = new Tensor[Weights.Count];
        long offset = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = flat.narrow(0, offset, Weights[i].Count).view(Weights[i].Shape);
            offset += Weights[i].Count;
        }
        return parts;
    }

    /// <summary>
    /// The same as <see cref="Split"/> for autograd: leaves that share the memory of the flat vector, so that one update of the
    /// vector moves them all.
    /// </summary>
    public Tensor[] Leaves(Tensor flat) => [.. Split(flat).Select(part => part.detach().requires_grad_())];

    /// <summary>The opposite of <see cref="Split"/>: arrays in the shapes of the weights as a new flat vector [P].</summary>
    public static Tensor Join(IEnumerable<Tensor> parts) => cat([.. parts.Select(part => part.reshape(-1))]);

    /// <summary>
    /// The logits [batch, C] of <paramref name="inputs"/> [batch, …]. Batch norm works as in training, with the statistics
    /// of these inputs, unless the network is frozen.
    /// </summary>
    public Tensor Forward(Tensor inputs, ReadOnlySpan<Tensor> weights) => body.Forward(inputs, weights);

    /// <summary>The logits, with <paramref name="observer"/> told of each layer on the way.</summary>
    public Tensor Forward(Tensor inputs, ReadOnlySpan<Tensor> weights, LayerObserver observer) =>
        body.Forward(inputs, weights, observer);

    /// <summary>
    /// The network in evaluation mode: the statistics of batch norm are those that <paramref name="batches"/> of training
    /// images have at the given weights, pooled over all of them, and stay fixed from then on. The network itself where it
    /// has no batch norm. The statistics belong to the caller's dispose scope.
    /// </summary>
    /// <param name="flat">The weights [P].</param>
    /// <param name="batches">Minibatches [batch, …], each normalised by its own statistics on its way.</param>
    public Network Freeze(Tensor flat, IEnumerable<Tensor> batches) =>
        body.MixesExamples
            ? new Network((Sequence)body.Freeze(NormStatistics.Pool(body, Split(flat), batches)), Classes)
            : this;

    /// <summary>J Jᵀ for the Jacobian J at these inputs and weights, without holding J: see <see cref="KernelSum"/>.</summary>
    /// <returns>[batch · C, batch · C], the logits of one example side by side.</returns>
    /// <exception cref="InvalidOperationException">The network has batch norm that is not frozen.</exception>
    public Tensor Kernel(Tensor inputs, ReadOnlySpan<Tensor> weights) =>
        KernelSum.Compute(body.Layers, inputs, body.Deal(weights), Classes);

    /// <summary>The network in evaluation mode with given statistics of each batch norm.</summary>
    internal Network FreezeAt(IReadOnlyDictionary<Layer, ChannelMoments> moments) =>
        new((Sequence)body.Freeze(moments), Classes);

    /// <summary>The logits, and the network's derivative at these inputs and weights.</summary>
    /// <exception cref="InvalidOperationException">The network has batch norm that is not frozen.</exception>
    public NetworkDerivative Linearize(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        var (logits, derivative) = body.Linearize(inputs, weights);
        return new NetworkDerivative(logits, derivative);
    }
}
