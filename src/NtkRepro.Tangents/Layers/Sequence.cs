using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Layers one after the other.</summary>
internal sealed class Sequence : Layer
{
    private readonly IReadOnlyList<Layer> written;
    private readonly Layer[] layers;

    /// <param name="layers">In the order in which the signal passes.</param>
    public Sequence(IReadOnlyList<Layer> layers)
    {
        written = layers;
        this.layers = PooledFirst(layers);
        Weights = [.. layers.SelectMany(layer => layer.Weights)];
        MixesExamples = layers.Any(layer => layer.MixesExamples);
    }

    /// <summary>From the input to the output, as they are computed.</summary>
    internal IReadOnlyList<Layer> Layers => layers;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    /// <summary>The weights of each layer.</summary>
    internal Tensor[][] Deal(ReadOnlySpan<Tensor> weights)
    {
        var dealt = new Tensor[layers.Length][];
        var offset = 0;
        for (var i = 0; i < dealt.Length; i++)
        {
            dealt[i] = weights.Slice(offset, layers[i].Weights.Count).ToArray();
            offset += dealt[i].Length;
        }
        return dealt;
    }

    /// <inheritdoc/>
    public override bool MixesExamples { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var signal = input;
        var offset = 0;
        foreach (var layer in layers)
        {
            signal = layer.Forward(signal, weights.Slice(offset, layer.Weights.Count));
            offset += layer.Weights.Count;
        }
        return signal;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights, LayerObserver observer)
    {
        var signal = input;
        var offset = 0;
        foreach (var layer in written)
        {
            signal = layer.Forward(signal, weights.Slice(offset, layer.Weights.Count), observer);
            offset += layer.Weights.Count;
        }
        return signal;
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var signal = input;
        var derivatives = new List<(LayerDerivative, int)>(layers.Length);
        var offset = 0;
        foreach (var layer in layers)
        {
            var count = layer.Weights.Count;
            (signal, var derivative) = layer.Linearize(signal, weights.Slice(offset, count));
            derivatives.Add((derivative, count));
            offset += count;
        }
        return (signal, new Derivative(derivatives));
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, ChannelMoments Moments)> Moments => layers.SelectMany(l => l.Moments);

    /// <inheritdoc/>
    public override IEnumerable<NormShape> Norms => layers.SelectMany(l => l.Norms);

    /// <inheritdoc/>
    public override IEnumerable<string> UnfixedNorms => layers.SelectMany(l => l.UnfixedNorms);

    /// <inheritdoc/>
    public override bool GivesAway => layers is [.., var last] && last.GivesAway;

    /// <inheritdoc/>
    public override Layer Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) =>
        MixesExamples ? new Sequence(Folded([.. written.Select(layer => layer.Freeze(moments))])) : this;

    /// <summary>The same function of fewer layers: a convolution without bias and the fixed norm after it become one.</summary>
    internal static IReadOnlyList<Layer> Folded(IReadOnlyList<Layer> layers)
    {
        var folded = new List<Layer>();
        foreach (var layer in layers)
        {
            if (layer is FixedNorm norm && folded is [.., Convolution { Weights.Count: 1 } convolution])
                folded[^1] = new NormalisedConvolution(convolution, norm);
            else
                folded.Add(layer);
        }
        return folded;
    }

    // A rectifier and the pooling after it change places: the largest of rectified values is the rectified largest value, of which there
    // are fewer.
    private static Layer[] PooledFirst(IReadOnlyList<Layer> layers)
    {
        Layer[] order = [.. layers];
        for (var i = 1; i < order.Length; i++)
        {
            // What comes last must leave the cotangents as they are: a shortcut may read them too.
            if ((order[i - 1], order[i]) is (Relu rectifier, MaxPool pooling))
                (order[i - 1], order[i]) = (pooling, i < order.Length - 1 ? rectifier : new Relu());
        }
        return order;
    }

    private sealed class Derivative(IReadOnlyList<(LayerDerivative Derivative, int Weights)> layers) : LayerDerivative
    {
        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            var signal = input;
            var offset = 0;
            foreach (var (derivative, count) in layers)
            {
                signal = derivative.Jvp(signal, weights.Slice(offset, count));
                offset += count;
            }
            return signal;
        }

        public override Tensor Vjp(Tensor cotangent) =>
            layers.Reverse().Aggregate(cotangent, (signal, layer) => layer.Derivative.Vjp(signal));

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative([.. layers.Select(l => (l.Derivative.Map(map, shared), l.Weights))]);

        internal override LogitCotangents? Backward(
            LogitCotangents cotangents,
            Action<LayerDerivative, LogitCotangents> visit,
            bool toInput
        )
        {
            var last = toInput ? 0 : layers.TakeWhile(l => l.Weights == 0).Count();
            return Chain([.. layers.Skip(last).Select(l => l.Derivative)], cotangents, visit, toInput);
        }
    }

    /// <summary>Hands cotangents back through layers, each of which frees what it needed on the way.</summary>
    /// <param name="layers">From the input to the output.</param>
    /// <param name="cotangents">Those of the output, which stay as they are.</param>
    /// <param name="visit">As for <see cref="LayerDerivative.Backward"/>.</param>
    /// <param name="toInput">Whether the cotangents of the input are wanted.</param>
    internal static LogitCotangents? Chain(
        IReadOnlyList<LayerDerivative> layers,
        LogitCotangents cotangents,
        Action<LayerDerivative, LogitCotangents> visit,
        bool toInput
    )
    {
        var signal = cotangents;
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            using var scope = NewDisposeScope();
            var below = layers[i].Backward(signal!, visit, toInput || i > 0)?.MoveToOuter(scope);
            if (!ReferenceEquals(signal, cotangents))
                signal!.Dispose();
            signal = below;
        }
        return signal;
    }
}
