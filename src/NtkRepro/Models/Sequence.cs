using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>Layers one after the other.</summary>
public sealed class Sequence : Layer
{
    private readonly IReadOnlyList<Layer> layers;

    /// <param name="layers">In the order in which the signal passes.</param>
    public Sequence(IReadOnlyList<Layer> layers)
    {
        this.layers = layers;
        Weights = [.. layers.SelectMany((layer, i) => layer.Weights.Select(w => w with { Name = $"{i}.{w.Name}" }))];
        MixesExamples = layers.Any(layer => layer.MixesExamples);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

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
        foreach (var layer in layers)
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
        var derivatives = new List<(LayerDerivative, int)>(layers.Count);
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
    public override Layer Freeze(IReadOnlyDictionary<Layer, ChannelMoments> moments) =>
        MixesExamples ? new Sequence([.. Frozen(moments)]) : this;

    // A convolution and the batch norm after it become one layer.
    private IEnumerable<Layer> Frozen(IReadOnlyDictionary<Layer, ChannelMoments> moments)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (
                layers[i] is Convolution { Weights.Count: 1 } convolution
                && layers.ElementAtOrDefault(i + 1) is BatchNorm norm
            )
            {
                yield return new NormalisedConvolution(convolution, norm, moments[norm]);
                i++;
            }
            else
                yield return layers[i].Freeze(moments);
        }
    }

    private sealed class Derivative(IReadOnlyList<(LayerDerivative Derivative, int Weights)> layers) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            var signal = input;
            var offset = 0;
            foreach (var (derivative, count) in layers)
            {
                signal = derivative.Push(signal, weights.Slice(offset, count));
                offset += count;
            }
            return signal;
        }

        public override Tensor Pull(Tensor cotangent) => Backward(cotangent, (_, _) => { }, toInput: true)!;

        internal override Tensor? Backward(Tensor cotangent, Action<LayerDerivative, Tensor> visit, bool toInput)
        {
            var last = toInput ? 0 : layers.TakeWhile(l => l.Weights == 0).Count();
            var signal = cotangent;
            for (var i = layers.Count - 1; i >= last; i--)
                signal = layers[i].Derivative.Backward(signal!, visit, toInput || i > last);
            return signal;
        }
    }
}
