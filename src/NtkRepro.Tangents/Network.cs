using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// A network as a function f(x; w) of inputs and of one flat vector of weights: the logits of each class. <see cref="Tangents.Of"/> makes
/// it of a module.
/// </summary>
public sealed class Network
{
    private readonly Sequence body;
    private readonly nn.Module? module;

    internal Network(Sequence body, nn.Module? module)
    {
        (this.body, this.module) = (body, module);
        WeightCount = Weights.Sum(w => w.Count);
        Moments = body.Moments.ToDictionary(m => m.Name, m => m.Moments, StringComparer.Ordinal);
        Norms = [.. body.Norms];
    }

    internal Network(IReadOnlyList<Layer> layers)
        : this(new Sequence(layers), null) { }

    /// <summary>The arrays of weights, in their order in the flat vector.</summary>
    public IReadOnlyList<WeightShape> Weights => body.Weights;

    /// <summary>The number of weights P.</summary>
    public long WeightCount { get; }

    /// <summary>
    /// The statistics at which batch norm is fixed, by the norms' names; empty for a network without batch norm, or with batch norm as
    /// in training.
    /// </summary>
    public IReadOnlyDictionary<string, ChannelMoments> Moments { get; }

    /// <summary>The batch norms that work as in training; empty for a network without batch norm, or with batch norm fixed.</summary>
    public IReadOnlyList<NormShape> Norms { get; }

    /// <summary>The module's own weights at this moment, as a new flat vector [P].</summary>
    /// <exception cref="InvalidOperationException">The network was not made of a module.</exception>
    public Tensor ModuleWeights()
    {
        if (module is null)
            throw new InvalidOperationException("the network was not made of a module");
        if (Weights.Count == 0)
            return zeros([0]);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var parameters = module.named_parameters().ToDictionary(p => p.name, p => p.parameter, StringComparer.Ordinal);
        return scope.MoveToOuter(Join(Weights.Select(w => parameters[w.Name].detach())));
    }

    /// <summary>Views of a flat vector [P] in the shapes of the arrays of weights.</summary>
    /// <exception cref="ArgumentException">The vector is not of P weights.</exception>
    public Tensor[] Split(Tensor flat)
    {
        if (flat.dim() != 1 || flat.numel() != WeightCount)
            throw new ArgumentException(
                $"the weights are of shape [{string.Join(", ", flat.shape)}]; this network has one vector of {WeightCount}",
                nameof(flat)
            );
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
    /// The logits [batch, C] of <paramref name="inputs"/> [batch, …], recorded for autograd where that is on. Batch norm works as in
    /// training, with the statistics of these inputs, unless it is fixed.
    /// </summary>
    /// <param name="inputs">[batch, …].</param>
    /// <param name="weights">The arrays of weights: <see cref="Split"/> or <see cref="Leaves"/> of a flat vector.</param>
    public Tensor Forward(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        WeightShape.Check(Weights, weights);
        return body.Forward(inputs, weights);
    }

    /// <summary>
    /// Which rectifiers are on, in the order in which the signal passes them: [batch, …] bool each. Rectifiers are modules
    /// <c>ReLU</c>; one that a module calls as a function is not seen.
    /// </summary>
    /// <param name="inputs">[batch, …].</param>
    /// <param name="weights">The arrays of weights.</param>
    public IReadOnlyList<Tensor> ActivationPattern(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        using var scope = NewDisposeScope();
        var observer = new PatternObserver();
        body.Forward(inputs, weights, observer);
        scope.Attach(observer.Pattern);
        scope.MoveToOuter(observer.Pattern);
        return observer.Pattern;
    }

    /// <summary>
    /// What reaches the last linear layer: [batch, features], the penultimate activations. Layers are modules <c>Linear</c>; one that a
    /// module holds within, other than a <c>Sequential</c>, is not seen.
    /// </summary>
    /// <param name="inputs">[batch, …].</param>
    /// <param name="weights">The arrays of weights.</param>
    /// <exception cref="InvalidOperationException">There is no such layer.</exception>
    public Tensor Features(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        using var scope = NewDisposeScope();
        var observer = new FeatureObserver();
        body.Forward(inputs, weights, observer);
        return scope.MoveToOuter(
            observer.Last ?? throw new InvalidOperationException("the network has no linear layer that can be seen")
        );
    }

    /// <summary>
    /// The network in evaluation mode: the statistics of batch norm are those that <paramref name="batches"/> of training
    /// images have at the given weights, pooled over all of them, and stay fixed from then on. The network itself where it
    /// has no batch norm. The statistics belong to the caller's dispose scope.
    /// </summary>
    /// <param name="flat">The weights [P].</param>
    /// <param name="batches">Minibatches [batch, …], each normalised by its own statistics on its way.</param>
    /// <exception cref="ArgumentException">There is batch norm and there are no batches.</exception>
    public Network Freeze(Tensor flat, IEnumerable<Tensor> batches) => Freeze(MomentsAt(flat, batches));

    /// <summary>
    /// The statistics of <see cref="Norms"/>, by name, with which <see cref="Freeze(Tensor, IEnumerable{Tensor})"/> fixes them at the given
    /// weights: those of <paramref name="batches"/>, pooled, [channels] float64. They belong to the caller's dispose scope.
    /// </summary>
    /// <param name="flat">The weights [P].</param>
    /// <param name="batches">Minibatches [batch, …], each normalised by its own statistics on its way.</param>
    /// <exception cref="ArgumentException">There is batch norm and there are no batches.</exception>
    public IReadOnlyDictionary<string, ChannelMoments> MomentsAt(Tensor flat, IEnumerable<Tensor> batches)
    {
        CheckNorms();
        return body.MixesExamples
            ? NormStatistics.Pool(body, Split(flat), batches)
            : new Dictionary<string, ChannelMoments>(StringComparer.Ordinal);
    }

    /// <summary>The network in evaluation mode with given statistics of each batch norm; the network itself where it has none.</summary>
    /// <param name="moments">By the norms' names.</param>
    /// <exception cref="ArgumentException">Those of a norm are missing.</exception>
    /// <exception cref="InvalidOperationException">A batch norm is of a kind that cannot be fixed here.</exception>
    public Network Freeze(IReadOnlyDictionary<string, ChannelMoments> moments)
    {
        CheckNorms();
        if (Norms.Count == 0 && Moments.Count > 0)
            return this;
        foreach (var (name, given) in moments)
        {
            if (Norms.FirstOrDefault(n => n.Name == name) is not { } norm)
                throw new ArgumentException(
                    $"there is no batch norm '{name}' to fix; there are: {string.Join(", ", Norms.Select(n => n.Name))}",
                    nameof(moments)
                );
            if (given.Mean.numel() != norm.Channels || given.Variance.numel() != norm.Channels)
                throw new ArgumentException($"batch norm '{name}' has {norm.Channels} channels", nameof(moments));
        }
        return body.MixesExamples ? new((Sequence)body.Freeze(moments), module) : this;
    }

    private void CheckNorms()
    {
        if (body.UnfixedNorms.FirstOrDefault() is { } norm)
            throw new InvalidOperationException(
                $"batch norm '{norm}' cannot be fixed here, as a BatchNorm2d with weights in a Sequential can: put the module in evaluation mode, "
                    + "with running statistics"
            );
    }

    /// <summary>
    /// The empirical tangent kernel J Jᵀ for the Jacobian J at these inputs and weights, without holding J; see also
    /// <see cref="TangentKernel"/>.
    /// </summary>
    /// <param name="inputs">[batch, …].</param>
    /// <param name="weights">The arrays of weights.</param>
    /// <returns>[batch · C, batch · C], the logits of one example side by side.</returns>
    /// <exception cref="InvalidOperationException">A layer mixes examples, as batch norm that is not fixed does, or draws at random.</exception>
    public Tensor Kernel(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        WeightShape.Check(Weights, weights);
        return KernelSum.Compute(body.Layers, Some(inputs), body.Deal(weights), Classes(inputs, weights));
    }

    /// <summary>
    /// The logits, and the network's derivative at these inputs and weights, as they are now: changing them later changes neither. Both
    /// are constants to autograd.
    /// </summary>
    /// <param name="inputs">[batch, …].</param>
    /// <param name="weights">The arrays of weights.</param>
    /// <exception cref="InvalidOperationException">A layer mixes examples, as batch norm that is not fixed does, or draws at random.</exception>
    public NetworkDerivative Linearize(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        WeightShape.Check(Weights, weights);
        using var _ = no_grad();
        // Whoever changes the weights or the inputs later does not change the derivative.
        var (logits, derivative) = body.Linearize(
            Some(inputs).detach().clone(),
            [.. weights.ToArray().Select(w => w.detach().clone())]
        );
        return new NetworkDerivative(Checked(logits), derivative, Weights);
    }

    /// <summary>The logits, with <paramref name="observer"/> told of each layer on the way.</summary>
    internal Tensor Forward(Tensor inputs, ReadOnlySpan<Tensor> weights, LayerObserver observer) =>
        body.Forward(inputs, weights, observer);

    // C, from the logits of one example.
    private int Classes(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return (int)Checked(Forward(inputs.narrow(0, 0, 1), weights)).shape[1];
    }

    private static Tensor Some(Tensor inputs) =>
        inputs.dim() > 0 && inputs.shape[0] > 0
            ? inputs
            : throw new ArgumentException(
                $"the inputs are of shape [{string.Join(", ", inputs.shape)}]; [batch, …] with at least one example is expected",
                nameof(inputs)
            );

    private static Tensor Checked(Tensor logits) =>
        logits.dim() == 2
            ? logits
            : throw new InvalidOperationException(
                $"the network's output is of shape [{string.Join(", ", logits.shape)}]; a row of logits for each example is expected: [batch, C]"
            );

    private sealed class FeatureObserver : LayerObserver
    {
        public Tensor? Last { get; private set; }

        public override void Reach(Layer layer, Tensor input)
        {
            if (layer is Linear)
                Last = input;
        }
    }

    private sealed class PatternObserver : LayerObserver
    {
        public List<Tensor> Pattern { get; } = [];

        public override void Rectify(Tensor input) => Pattern.Add(input.Positive().DetachFromDisposeScope());
    }
}
