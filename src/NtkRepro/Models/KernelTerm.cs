using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>
/// One layer's share Σ_p ∂f_a(x_i)/∂w_p · ∂f_b(x_j)/∂w_p of a kernel, gathered a few examples at a time.
/// </summary>
internal abstract class KernelTerm : IDisposable
{
    private readonly List<Tensor> kept = [];

    /// <summary>Takes the next examples in.</summary>
    /// <param name="layer">The layer there.</param>
    /// <param name="cotangents">The derivatives of the logits in its output.</param>
    public abstract void Append(LayerDerivative layer, LogitCotangents cotangents);

    /// <summary>
    /// Adds the share to the lower triangle of <paramref name="kernel"/>, [n · C, n · C], the logits of one example side
    /// by side.
    /// </summary>
    public abstract void AddTo(Tensor kernel);

    /// <inheritdoc/>
    public void Dispose() => kept.ForEach(tensor => tensor.Dispose());

    /// <summary>Keeps a tensor beyond the dispose scope that made it, as long as the term.</summary>
    protected Tensor Keep(Tensor tensor)
    {
        kept.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }

    /// <summary>The term that costs least for such a layer.</summary>
    /// <param name="layer">The layer at the first examples.</param>
    /// <param name="cotangents">The derivatives of the logits in its output.</param>
    /// <param name="store">Where rows of the Jacobian can be held.</param>
    public static KernelTerm For(LayerDerivative layer, LogitCotangents cotangents, RowStore store) =>
        cotangents.Mix is not null ? new ChannelTerm(cotangents.Mix) : layer.CreateTerm(store);
}

/// <summary>J Jᵀ, where the layer's rows of the Jacobian J are held.</summary>
/// <param name="store">Where.</param>
internal sealed class JacobianTerm(RowStore store) : KernelTerm
{
    private readonly List<Tensor> arrays = []; // of each array of weights, [rows, weights]
    private long filled;

    /// <inheritdoc/>
    public override void Append(LayerDerivative layer, LogitCotangents cotangents)
    {
        var values = cotangents.Values;
        var count = values.shape[0];
        if (arrays.Count == 0)
        {
            foreach (var first in layer.PullWeights(values))
            {
                var array = Keep(store.Take(first.shape[1]));
                array.narrow(0, 0, count).copy_(first);
                arrays.Add(array);
            }
        }
        else
            layer.PullWeights(values, [.. arrays.Select(array => array.narrow(0, filled, count))]);
        filled += count;
    }

    /// <inheritdoc/>
    public override void AddTo(Tensor kernel)
    {
        // The products of narrow matrices are bound by the memory of the kernel: one product for all of these.
        const long narrow = 1024;
        foreach (var array in arrays.Where(a => a.shape[1] > narrow))
            Gram.Add(array, kernel);
        Tensor[] rest = [.. arrays.Where(a => a.shape[1] <= narrow)];
        if (rest.Length > 0)
            Gram.Add(cat(rest, 1), kernel);
    }
}

/// <summary>
/// The share of a linear layer, whose rows of the Jacobian are outer products of cotangent and input:
/// (δ δᵀ) ∘ (x xᵀ + 1), the 1 being the bias.
/// </summary>
internal sealed class OuterProductTerm : KernelTerm
{
    private readonly List<Tensor> signals = []; // δ, [rows, outputs]
    private readonly List<Tensor> inputs = []; // x, [examples, inputs]

    /// <inheritdoc/>
    public override void Append(LayerDerivative layer, LogitCotangents cotangents)
    {
        signals.Add(Keep(cotangents.Values.clone()));
        inputs.Add(Keep(((Linear.Derivative)layer).Input.clone()));
    }

    /// <inheritdoc/>
    public override void AddTo(Tensor kernel)
    {
        var (signal, input) = (cat(signals), cat(inputs));
        var (rows, examples) = (signal.shape[0], input.shape[0]);
        var similarity = (input.mm(input.t()) + 1).view(examples, 1, examples, 1);
        var products = signal.mm(signal.t()).view(examples, rows / examples, examples, rows / examples);
        kernel.add_(products.mul_(similarity).view(rows, rows));
    }
}

/// <summary>
/// The share of a layer each of whose weights belongs to one channel of its output, where the cotangents are a product
/// M_ac D_icp: with the gradients g_ic of a unit mix, Σ_c M_ac M_bc (g_ic · g_jc).
/// </summary>
internal sealed class ChannelTerm : KernelTerm
{
    // Examples of which products with all earlier ones are held at once.
    private const long Block = 50;

    private readonly Tensor mix;
    private readonly List<Tensor> gradients = []; // [channels, examples, weights of a channel]

    /// <param name="mix">M, [C, channels].</param>
    public ChannelTerm(Tensor mix) => this.mix = Keep(mix.clone());

    /// <inheritdoc/>
    public override void Append(LayerDerivative layer, LogitCotangents cotangents)
    {
        var (examples, channels) = (cotangents.PerExample!.shape[0], mix.shape[1]);
        var parts = layer.PullWeights(cotangents.PerExample).Select(part => part.view(examples, channels, -1));
        gradients.Add(Keep(cat([.. parts], 2).transpose(0, 1).contiguous()));
    }

    /// <inheritdoc/>
    public override void AddTo(Tensor kernel)
    {
        var all = cat(gradients, 1);
        var (classes, channels, examples) = (mix.shape[0], mix.shape[1], all.shape[1]);
        var mixes = (mix.unsqueeze(1) * mix.unsqueeze(0)).view(classes * classes, channels);
        var target = kernel.view(examples, classes, examples, classes).permute(0, 2, 1, 3);
        for (long start = 0; start < examples; start += Block)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(Block, examples - start);
            var others = start + count; // the lower triangle: no later examples
            var products = all.narrow(1, start, count).bmm(all.narrow(1, 0, others).transpose(1, 2));
            var share = products.view(channels, count * others).t().mm(mixes.t());
            target.narrow(0, start, count).narrow(1, 0, others).add_(share.view(count, others, classes, classes));
        }
    }
}
