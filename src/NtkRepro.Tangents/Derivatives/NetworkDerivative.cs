using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The logits of a batch and the Jacobian J of shape [batch · C, P] there, as a linear map.</summary>
public sealed class NetworkDerivative : IDisposable
{
    private readonly LayerDerivative body;
    private readonly IReadOnlyList<WeightShape> weights;

    internal NetworkDerivative(Tensor logits, LayerDerivative body, IReadOnlyList<WeightShape> weights)
    {
        Logits = logits;
        (this.body, this.weights) = (body, weights);
    }

    /// <summary>f(x; w): [batch, C].</summary>
    public Tensor Logits { get; }

    /// <summary>The derivative at some of the examples.</summary>
    /// <param name="places">Which of them, [count] int64.</param>
    public NetworkDerivative Select(Tensor places) => Map(tensor => Planes.Select(tensor, places), shared => shared);

    /// <summary>The derivative at examples that follow each other, in views of the same tensors.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    public NetworkDerivative Narrow(long start, long count) =>
        Map(tensor => tensor.narrow(0, start, count), shared => shared);

    /// <summary>The same derivative in tensors that no dispose scope frees.</summary>
    public NetworkDerivative DetachFromDisposeScope() =>
        Map(tensor => tensor.DetachFromDisposeScope(), shared => shared.DetachFromDisposeScope());

    /// <summary>Frees the tensors that it holds.</summary>
    public void Dispose()
    {
        Map(Freed, Freed);

        static Tensor Freed(Tensor tensor)
        {
            tensor.Dispose();
            return tensor;
        }
    }

    /// <summary>Bytes of what it holds of each example.</summary>
    public long Size
    {
        get
        {
            var bytes = 0L;
            Map(Count, shared => shared);
            return bytes / Logits.shape[0];

            Tensor Count(Tensor tensor)
            {
                bytes += tensor.numel() * (tensor.dtype is ScalarType.Int64 or ScalarType.Float64 ? 8 : 4);
                return tensor;
            }
        }
    }

    private NetworkDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
        new(map(Logits), body.Map(map, shared), weights);

    /// <summary>
    /// The Jacobian-vector product J v, for a direction v in weight space in the shapes of the arrays of weights: [batch, C]. It is
    /// recorded for autograd where that is on; as it is linear in v, its gradient is the exact vector-Jacobian product Jᵀ c.
    /// </summary>
    /// <exception cref="ArgumentException">The direction is not of the weights' shapes.</exception>
    /// <exception cref="InvalidOperationException">A module's operations cannot be differentiated twice.</exception>
    public Tensor Jvp(ReadOnlySpan<Tensor> direction)
    {
        WeightShape.Check(weights, direction);
        return body.Jvp(null, direction)
            ?? throw new InvalidOperationException("a network without weights has no derivative in them");
    }

    /// <summary>The vector-Jacobian product Jᵀ c for cotangents c of the logits, [batch, C]: a flat vector [P].</summary>
    public Tensor Vjp(Tensor cotangent)
    {
        if (!cotangent.shape.SequenceEqual(Logits.shape))
            throw new ArgumentException(
                $"the cotangents are of shape [{string.Join(", ", cotangent.shape)}]; that of the logits is right: [{string.Join(", ", Logits.shape)}]",
                nameof(cotangent)
            );
        using var scope = NewDisposeScope();
        using var _ = enable_grad();
        var leaves = weights.Select(w => zeros(w.Shape, Logits.dtype, requires_grad: true)).ToArray();
        var parts = autograd.grad([Jvp(leaves)], leaves, [cotangent]);
        return scope.MoveToOuter(Network.Join(parts));
    }

    /// <summary>
    /// The inner products of the rows of J with those of another network's J' at the same inputs, and of each with itself:
    /// Σ_p J J', Σ_p J² and Σ_p J'², [batch · C] float64 each.
    /// </summary>
    public (Tensor Mixed, Tensor Own, Tensor Others) RowProducts(NetworkDerivative other)
    {
        using var scope = NewDisposeScope();
        var rows = Logits.numel();
        var (mixed, own, others) = (Zeros(rows), Zeros(rows), Zeros(rows));
        var theirs = new Queue<(LayerDerivative Layer, Tensor Cotangent)>();
        other.Backward((layer, cotangent) => theirs.Enqueue((layer, Kept(cotangent))));
        Backward(
            (layer, cotangent) =>
            {
                using var inner = NewDisposeScope();
                var their = theirs.Dequeue();
                using var theirCotangent = their.Cotangent;
                foreach (var (a, b) in layer.VjpWeights(cotangent).Zip(their.Layer.VjpWeights(their.Cotangent)))
                {
                    mixed.Increase((a * b).sum(dim: 1).to_type(ScalarType.Float64));
                    own.Increase(a.Squared().sum(dim: 1).to_type(ScalarType.Float64));
                    others.Increase(b.Squared().sum(dim: 1).to_type(ScalarType.Float64));
                }
            }
        );
        return (scope.MoveToOuter(mixed), scope.MoveToOuter(own), scope.MoveToOuter(others));

        static Tensor Zeros(long rows) => zeros([rows], ScalarType.Float64);
    }

    /// <summary>J itself: [batch · C, P], the logits of one example side by side.</summary>
    public Tensor Jacobian()
    {
        using var scope = NewDisposeScope();
        var blocks = new List<Tensor>();
        Backward((layer, cotangent) => blocks.InsertRange(0, layer.VjpWeights(cotangent).Select(Kept)));
        var jacobian = cat(blocks, 1);
        blocks.ForEach(block => block.Dispose());
        return scope.MoveToOuter(jacobian);
    }

    // What a visited layer sees ends with the visit.
    private static Tensor Kept(Tensor tensor) => tensor.clone().DetachFromDisposeScope();

    // Hands each layer the cotangents of all logits at its output, from the last layer to the first.
    private void Backward(Action<LayerDerivative, Tensor> visit) =>
        body.Backward(
            LogitCotangents.Identity(Logits.shape[0], Logits.shape[1], Logits.dtype),
            (layer, there) => visit(layer, there.Values),
            toInput: false
        );
}
