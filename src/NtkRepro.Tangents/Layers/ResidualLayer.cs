using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// A branch and a shortcut around it: branch(x) + shortcut(x) (He et al. 2016). Where the branch gives its output away, it is
/// overwritten by the sum.
/// </summary>
internal sealed class ResidualLayer : Layer
{
    private readonly string name;
    private readonly Layer branch;
    private readonly Layer? shortcut;

    /// <param name="name">Of the module.</param>
    /// <param name="branch">What is added.</param>
    /// <param name="shortcut">To what; null for the input itself.</param>
    public ResidualLayer(string name, Layer branch, Layer? shortcut = null)
    {
        (this.name, this.branch, this.shortcut) = (name, branch, shortcut);
        Weights = [.. branch.Weights, .. shortcut?.Weights ?? []];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, ChannelMoments Moments)> Moments =>
        branch.Moments.Concat(shortcut?.Moments ?? []);

    /// <inheritdoc/>
    public override IEnumerable<NormShape> Norms => branch.Norms.Concat(shortcut?.Norms ?? []);

    /// <inheritdoc/>
    public override IEnumerable<string> UnfixedNorms => branch.UnfixedNorms.Concat(shortcut?.UnfixedNorms ?? []);

    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override bool MixesExamples => branch.MixesExamples || shortcut is { MixesExamples: true };

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var count = branch.Weights.Count;
        var change = branch.Forward(input, weights[..count]);
        return Sum(change, shortcut is null ? input : shortcut.Forward(input, weights[count..]));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights, LayerObserver observer)
    {
        var count = branch.Weights.Count;
        var change = branch.Forward(input, weights[..count], observer);
        return Sum(change, shortcut is null ? input : shortcut.Forward(input, weights[count..], observer));
    }

    private Tensor Sum(Tensor change, Tensor kept)
    {
        Residual.Check(name, change, kept);
        return branch.GivesAway ? change.Increase(kept) : change.Plus(kept);
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var count = branch.Weights.Count;
        var (change, inBranch) = branch.Linearize(input, weights[..count]);
        if (shortcut is null)
        {
            Residual.Check(name, change, input);
            return (change.Plus(input), new Derivative(inBranch, null, count, branch.GivesAway));
        }
        var (kept, inShortcut) = shortcut.Linearize(input, weights[count..]);
        Residual.Check(name, change, kept);
        return (change.Plus(kept), new Derivative(inBranch, inShortcut, count, branch.GivesAway));
    }

    /// <inheritdoc/>
    public override Layer Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) =>
        MixesExamples ? new ResidualLayer(name, branch.Freeze(moments), shortcut?.Freeze(moments)) : this;

    // split: the number of arrays of weights of the branch; overwrite: whether what comes out of the branch may be
    private sealed class Derivative(LayerDerivative branch, LayerDerivative? shortcut, int split, bool overwrite)
        : LayerDerivative
    {
        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            Sum(branch.Jvp(input, weights[..split]), shortcut is null ? input : shortcut.Jvp(input, weights[split..]));

        public override Tensor Vjp(Tensor cotangent) =>
            branch.Vjp(cotangent).Plus(shortcut is null ? cotangent : shortcut.Vjp(cotangent));

        internal override LogitCotangents? Backward(
            LogitCotangents cotangents,
            Action<LayerDerivative, LogitCotangents> visit,
            bool toInput
        )
        {
            var kept = shortcut is null ? cotangents : shortcut.Backward(cotangents, visit, toInput);
            var change = branch.Backward(cotangents, visit, toInput);
            if (!toInput)
                return null;
            using (change)
                return new LogitCotangents(change!.Values.Plus(kept!.Values), cotangents.Classes);
        }

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(branch.Map(map, shared), shortcut?.Map(map, shared), split, overwrite);

        private Tensor? Sum(Tensor? a, Tensor? b) =>
            (a, b) switch
            {
                (null, _) => b,
                (_, null) => a,
                _ => overwrite ? a.Increase(b) : a.Plus(b),
            };
    }
}
