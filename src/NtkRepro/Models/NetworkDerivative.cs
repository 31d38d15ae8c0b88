using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The logits of a batch and the Jacobian J of shape [batch · C, P] there, as a linear map.</summary>
public sealed class NetworkDerivative
{
    private readonly IReadOnlyList<(LayerDerivative Derivative, int Weights)> layers;

    internal NetworkDerivative(Tensor logits, IReadOnlyList<(LayerDerivative Derivative, int Weights)> layers)
    {
        Logits = logits;
        this.layers = layers;
    }

    /// <summary>f(x; w): [batch, C].</summary>
    public Tensor Logits { get; }

    /// <summary>
    /// J v for a direction v in weight space, in the shapes of the arrays of weights: [batch, C]. It is recorded for
    /// autograd where that is on; as it is linear in v, its gradient is the exact vector-Jacobian product Jᵀ c.
    /// </summary>
    public Tensor Push(ReadOnlySpan<Tensor> direction)
    {
        Tensor? signal = null;
        var offset = 0;
        foreach (var (derivative, count) in layers)
        {
            signal = derivative.Push(signal, direction.Slice(offset, count));
            offset += count;
        }
        return signal ?? throw new InvalidOperationException("a network without weights has no derivative in them");
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

    // Hands each layer with weights the cotangents of all logits at its output, from the last layer to the first.
    private void Backward(Action<LayerDerivative, Tensor> visit)
    {
        var signal = Identity(Logits.shape[0], Logits.shape[1], Logits.dtype);
        var first = layers.TakeWhile(l => l.Weights == 0).Count();
        for (var i = layers.Count - 1; i >= first; i--)
        {
            if (layers[i].Weights > 0)
                visit(layers[i].Derivative, signal);
            if (i > first)
                signal = layers[i].Derivative.Pull(signal);
        }
    }

    // One unit cotangent per example and logit: [batch · C, C].
    private static Tensor Identity(long batch, long classes, ScalarType type) =>
        eye(classes, dtype: type).unsqueeze(0).expand(batch, classes, classes).reshape(batch * classes, classes);
}
