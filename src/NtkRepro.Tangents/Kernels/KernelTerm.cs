using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// One layer's share Σ_p ∂f_a(x_i)/∂w_p · ∂f_b(x_j)/∂w_p of a kernel: gathered a few examples at a time, in any order and
/// from several threads, then added to the kernel a strip at a time, likewise.
/// </summary>
internal abstract class KernelTerm : IDisposable
{
    /// <summary>Takes some examples in.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="layer">The layer there.</param>
    /// <param name="cotangents">The derivatives of the logits in its output.</param>
    public abstract void Append(long start, LayerDerivative layer, LogitCotangents cotangents);

    /// <summary>Follows the last <see cref="Append"/>: makes ready for <see cref="AddTo"/>.</summary>
    public abstract void Complete();

    /// <summary>
    /// Adds the share to some columns of <paramref name="kernel"/>, [n · C, n · C], the logits of one example side by side:
    /// to the rows down to the last of these columns, the upper triangle.
    /// </summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="start">The first column, that of an example's first logit.</param>
    /// <param name="count">Columns, all those of some examples.</param>
    public abstract void AddTo(Tensor kernel, long start, long count);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The term that costs least for such a layer.</summary>
    /// <param name="layer">The layer at some examples.</param>
    /// <param name="cotangents">The derivatives of the logits in its output.</param>
    /// <param name="store">Where rows of the Jacobian can be held.</param>
    public static KernelTerm For(LayerDerivative layer, LogitCotangents cotangents, RowStore store) =>
        cotangents.Mix is not null && layer.IsByChannel ? new ChannelTerm(cotangents.Mix) : layer.CreateTerm(store);
}

/// <summary>J Jᵀ, where the layer's rows of the Jacobian J are held.</summary>
/// <param name="store">Where.</param>
internal sealed class JacobianTerm(RowStore store) : KernelTerm
{
    private readonly Lock gate = new();
    private Tensor[][] arrays = []; // of each array of weights, in pieces [rows, weights]
    private Tensor[] factors = []; // the large pieces
    private Tensor[] narrow = []; // the others, side by side

    /// <inheritdoc/>
    public override void Append(long start, LayerDerivative layer, LogitCotangents cotangents)
    {
        var (first, count) = (start * cotangents.Classes, cotangents.Examples * cotangents.Classes);
        lock (gate)
        {
            if (arrays.Length == 0)
                arrays = [.. layer.WeightCounts.Select(Take)];
        }
        Tensor[][] targets = [.. arrays.Select(pieces => pieces.Select(p => p.narrow(0, first, count)).ToArray())];
        Tensor[] rows =
        [
            .. targets.Zip(layer.WeightCounts, (t, width) => t is [var all] ? all : empty(count, width, t[0].dtype)),
        ];
        layer.VjpWeights(cotangents, rows);
        foreach (var (pieces, row) in targets.Zip(rows).Where(t => t.First.Length > 1))
            Spread(row, pieces);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        // The products of narrow matrices are bound by the memory of the kernel: one product for all of these.
        const long limit = 1024;
        Tensor[] all = [.. arrays.SelectMany(pieces => pieces)];
        factors = [.. all.Where(a => a.shape[1] > limit)];
        narrow = [.. Grouped(all.Except(factors)).Select(group => cat(group, 1).DetachFromDisposeScope())];
    }

    /// <inheritdoc/>
    public override void AddTo(Tensor kernel, long start, long count)
    {
        foreach (var factor in factors.Concat(narrow))
            Gram.Add(factor, kernel, start, count);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var piece in arrays.SelectMany(pieces => pieces).Concat(narrow))
            piece.Dispose();
    }

    // As many at a time as a product takes in one chain.
    private static List<List<Tensor>> Grouped(IEnumerable<Tensor> arrays)
    {
        var groups = new List<List<Tensor>>();
        foreach (var array in arrays)
        {
            if (groups.Count > 0 && groups[^1].Sum(a => a.shape[1]) + array.shape[1] <= RowProduct.Longest)
                groups[^1].Add(array);
            else
                groups.Add([array]);
        }
        return groups;
    }

    // Memory for an array's columns, no more of them together than a product takes in one chain.
    private Tensor[] Take(long width) =>
        [.. RowProduct.Parts(width).Select(columns => store.Take(columns).DetachFromDisposeScope())];

    private static void Spread(Tensor rows, Tensor[] pieces)
    {
        var column = 0L;
        foreach (var piece in pieces)
        {
            piece.copy_(rows.narrow(1, column, piece.shape[1]));
            column += piece.shape[1];
        }
    }
}

/// <summary>
/// The share of a linear layer, whose rows of the Jacobian are outer products of cotangent and input:
/// (δ δᵀ) ∘ (x xᵀ + 1), the 1 being the bias.
/// </summary>
/// <param name="bias">Whether there is one.</param>
internal sealed class OuterProductTerm(bool bias) : KernelTerm
{
    private readonly Pieces signals = new(); // δ, [rows, outputs]
    private readonly Pieces inputs = new(); // x, [examples, inputs]
    private Tensor? signal;
    private Tensor? similarity; // x xᵀ + 1, [examples, examples]

    /// <inheritdoc/>
    public override void Append(long start, LayerDerivative layer, LogitCotangents cotangents)
    {
        signals.Add(start, cotangents.Values.clone());
        inputs.Add(start, ((Linear.Derivative)layer).Input.clone());
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        var input = inputs.Join();
        signal = signals.Join().DetachFromDisposeScope();
        similarity = RowProduct.Of(input, input).Increase(bias ? 1 : 0).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override void AddTo(Tensor kernel, long start, long count)
    {
        var end = start + count;
        var classes = signal!.shape[0] / similarity!.shape[0];
        var pairs = similarity.narrow(0, 0, end / classes).narrow(1, start / classes, count / classes);
        var products = RowProduct.Of(signal.narrow(0, 0, end), signal.narrow(0, start, count));
        products.view(end / classes, classes, count / classes, classes).mul_(pairs.unsqueeze(1).unsqueeze(3));
        kernel.narrow(0, 0, end).narrow(1, start, count).Increase(products);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        signals.Dispose();
        inputs.Dispose();
        signal?.Dispose();
        similarity?.Dispose();
    }
}

/// <summary>
/// The share of a layer each of whose weights belongs to one channel of its output, where the cotangents are a product
/// M_ac D_icp: with the gradients g_ic of a unit mix, Σ_c M_ac M_bc (g_ic · g_jc).
/// </summary>
/// <param name="mix">M, [C, channels], the same for all examples.</param>
internal sealed class ChannelTerm(Tensor mix) : KernelTerm
{
    private readonly Tensor mix = mix.clone().DetachFromDisposeScope();
    private readonly Pieces gradients = new(); // [channels, examples, weights of a channel]
    private Tensor? gradient;
    private Tensor? mixes; // M_ac M_bc, [channels, C · C]

    /// <inheritdoc/>
    public override void Append(long start, LayerDerivative layer, LogitCotangents cotangents)
    {
        var (examples, channels) = (cotangents.PerExample!.shape[0], mix.shape[1]);
        var parts = layer.VjpWeights(cotangents.PerExample).Select(part => part.view(examples, channels, -1));
        gradients.Add(start, cat([.. parts], 2).transpose(0, 1).contiguous());
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        gradient = gradients.Join(1).DetachFromDisposeScope();
        mixes = (mix.unsqueeze(1) * mix.unsqueeze(0)).view(-1, mix.shape[1]).t().DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override void AddTo(Tensor kernel, long start, long count)
    {
        var (classes, channels) = (mix.shape[0], mix.shape[1]);
        var (some, others) = (count / classes, (start + count) / classes);
        var products = gradient!
            .narrow(1, 0, others)
            .bmm(gradient.narrow(1, start / classes, some).transpose(1, 2))
            .view(channels, others * some);
        var share = products.t().mm(mixes!).view(others, some, classes, classes);
        kernel
            .narrow(0, 0, start + count)
            .narrow(1, start, count)
            .view(others, classes, some, classes)
            .Increase(share.permute(0, 2, 1, 3));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        mix.Dispose();
        gradients.Dispose();
        gradient?.Dispose();
        mixes?.Dispose();
    }
}
