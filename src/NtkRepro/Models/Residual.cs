using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>
/// A branch and a shortcut around it: branch(x) + shortcut(x) (He et al. 2016). The branch's output, which is no one
/// else's, is overwritten by the sum: autograd must not need it, as it would that of a rectifier.
/// </summary>
public sealed class Residual : Layer
{
    private readonly Layer branch;
    private readonly Layer? shortcut;

    /// <param name="branch">What is added.</param>
    /// <param name="shortcut">To what; null for the input itself.</param>
    public Residual(Layer branch, Layer? shortcut = null)
    {
        (this.branch, this.shortcut) = (branch, shortcut);
        Weights =
        [
            .. branch.Weights.Select(w => w with { Name = $"branch.{w.Name}" }),
            .. (shortcut?.Weights ?? []).Select(w => w with { Name = $"shortcut.{w.Name}" }),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <inheritdoc/>
    public override bool MixesExamples => branch.MixesExamples || shortcut is { MixesExamples: true };

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var count = branch.Weights.Count;
        var change = branch.Forward(input, weights[..count]);
        return change.add_(shortcut is null ? input : shortcut.Forward(input, weights[count..]));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights, LayerObserver observer)
    {
        var count = branch.Weights.Count;
        var change = branch.Forward(input, weights[..count], observer);
        return change.add_(shortcut is null ? input : shortcut.Forward(input, weights[count..], observer));
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var count = branch.Weights.Count;
        var (change, inBranch) = branch.Linearize(input, weights[..count]);
        if (shortcut is null)
            return (change + input, new Derivative(inBranch, null, count));
        var (kept, inShortcut) = shortcut.Linearize(input, weights[count..]);
        return (change + kept, new Derivative(inBranch, inShortcut, count));
    }

    /// <inheritdoc/>
    public override Layer Freeze(IReadOnlyDictionary<Layer, ChannelMoments> moments) =>
        MixesExamples ? new Residual(branch.Freeze(moments), shortcut?.Freeze(moments)) : this;

    // split: the number of arrays of weights of the branch
    private sealed class Derivative(LayerDerivative branch, LayerDerivative? shortcut, int split) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            Sum(
                branch.Push(input, weights[..split]),
                shortcut is null ? input : shortcut.Push(input, weights[split..])
            );

        public override Tensor Pull(Tensor cotangent) =>
            branch.Pull(cotangent) + (shortcut is null ? cotangent : shortcut.Pull(cotangent));

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
                return new LogitCotangents(change!.Values + kept!.Values, cotangents.Classes);
        }

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(branch.Map(map, shared), shortcut?.Map(map, shared), split);

        private static Tensor? Sum(Tensor? a, Tensor? b) =>
            (a, b) switch
            {
                (null, _) => b,
                (_, null) => a,
                _ => a.add_(b),
            };
    }
}
