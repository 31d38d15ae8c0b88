using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The logits of a batch and the Jacobian J of shape [batch · C, P] there, as a linear map.</summary>
public sealed class NetworkDerivative
{
    private readonly LayerDerivative body;

    internal NetworkDerivative(Tensor logits, LayerDerivative body)
    {
        Logits = logits;
        this.body = body;
    }

    /// <summary>f(x; w): [batch, C].</summary>
    public Tensor Logits { get; }

    /// <summary>
    /// J v for a direction v in weight space, in the shapes of the arrays of weights: [batch, C]. It is recorded for
    /// autograd where that is on; as it is linear in v, its gradient is the exact vector-Jacobian product Jᵀ c.
    /// </summary>
    public Tensor Push(ReadOnlySpan<Tensor> direction) =>
        body.Push(null, direction)
        ?? throw new InvalidOperationException("a network without weights has no derivative in them");

    /// <summary>Jᵀ c for cotangents c of the logits, [batch, C]: a flat vector [P].</summary>
    /// <param name="cotangent">c.</param>
    /// <param name="weights">The shapes of the arrays of weights.</param>
    public Tensor Pull(Tensor cotangent, IReadOnlyList<WeightShape> weights)
    {
        using var scope = NewDisposeScope();
        using var _ = enable_grad();
        var leaves = weights.Select(w => zeros(w.Shape, Logits.dtype, requires_grad: true)).ToArray();
        var parts = autograd.grad([Push(leaves)], leaves, [cotangent]);
        return scope.MoveToOuter(cat([.. parts.Select(p => p.reshape(-1))]));
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
        other.Backward((layer, cotangent) => theirs.Enqueue((layer, cotangent)));
        Backward(
            (layer, cotangent) =>
            {
                using var inner = NewDisposeScope();
                var their = theirs.Dequeue();
                foreach (var (a, b) in layer.PullWeights(cotangent).Zip(their.Layer.PullWeights(their.Cotangent)))
                {
                    mixed.add_((a * b).sum(dim: 1).to_type(ScalarType.Float64));
                    own.add_(a.square().sum(dim: 1).to_type(ScalarType.Float64));
                    others.add_(b.square().sum(dim: 1).to_type(ScalarType.Float64));
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
        Backward((derivative, cotangent) => blocks.InsertRange(0, derivative.PullWeights(cotangent)));
        return scope.MoveToOuter(cat(blocks, 1));
    }

    /// <summary>J Jᵀ: [batch · C, batch · C], summed layer by layer, so that the whole of J is never held.</summary>
    public Tensor Kernel()
    {
        using var scope = NewDisposeScope();
        var rows = Logits.numel();
        var kernel = zeros([rows, rows], Logits.dtype);
        Backward(
            (derivative, cotangent) =>
            {
                using var inner = NewDisposeScope();
                derivative.AddKernel(cotangent, kernel);
            }
        );
        return scope.MoveToOuter(kernel);
    }

    // Hands each layer the cotangents of all logits at its output, from the last layer to the first.
    private void Backward(Action<LayerDerivative, Tensor> visit) =>
        body.Backward(Identity(Logits.shape[0], Logits.shape[1], Logits.dtype), visit, toInput: false);

    // One unit cotangent per example and logit: [batch · C, C].
    private static Tensor Identity(long batch, long classes, ScalarType type) =>
        eye(classes, dtype: type).unsqueeze(0).expand(batch, classes, classes).reshape(batch * classes, classes);
}
