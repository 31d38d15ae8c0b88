using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>
/// A feed-forward network as a function f(x; w) of inputs and one flat vector of weights: the logits of each class.
/// </summary>
public sealed class Network
{
    private readonly IReadOnlyList<Layer> layers;

    /// <param name="layers">From the input to the logits.</param>
    /// <param name="classes">The number of logits C.</param>
    public Network(IReadOnlyList<Layer> layers, int classes)
    {
        this.layers = layers;
        Classes = classes;
        Weights = [.. layers.SelectMany((layer, i) => layer.Weights.Select(w => w with { Name = $"{i}.{w.Name}" }))];
        WeightCount = Weights.Sum(w => w.Count);
    }

    /// <summary>The number of logits C.</summary>
    public int Classes { get; }

    /// <summary>The arrays of weights, in their order in the flat vector.</summary>
    public IReadOnlyList<WeightShape> Weights { get; }

    /// <summary>The number of weights P.</summary>
    public long WeightCount { get; }

    /// <summary>The weights with which training begins, a pure function of the seed: a flat vector [P] float32.</summary>
    public Tensor Initialise(long seed, Initialisation scheme = Initialisation.He)
    {
        var values = new float[WeightCount];
        var offset = 0;
        for (var i = 0; i < Weights.Count; i++)
        {
            var count = (int)Weights[i].Count;
            Initialiser.Fill(values.AsSpan(offset, count), Weights[i], scheme, new CounterRandom(seed, "weights", i));
            offset += count;
        }
        return tensor(values, [WeightCount]);
    }

    /// <summary>Views of a flat vector [P] in the shapes of the arrays of weights.</summary>
    public Tensor[] Split(Tensor flat)
    {
        var parts = new Tensor[Weights.Count];
        long offset = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = flat.narrow(0, offset, Weights[i].Count).view(Weights[i].Shape);
            offset += Weights[i].Count;
        }
        return parts;
    }

    /// <summary>The logits [batch, C] of <paramref name="inputs"/> [batch, …].</summary>
    public Tensor Forward(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        var signal = inputs;
        var offset = 0;
        foreach (var layer in layers)
        {
            signal = layer.Forward(signal, weights.Slice(offset, layer.Weights.Count));
            offset += layer.Weights.Count;
        }
        return signal;
    }

    /// <summary>The logits, and the network's derivative at these inputs and weights.</summary>
    public NetworkDerivative Linearize(Tensor inputs, ReadOnlySpan<Tensor> weights)
    {
        var signal = inputs;
        var derivatives = new List<(LayerDerivative, int)>(layers.Count);
        var offset = 0;
        foreach (var layer in layers)
        {
            var count = layer.Weights.Count;
            (signal, var derivative) = layer.Linearize(signal, weights.Slice(offset, count));
            derivatives.Add((derivative, count));
            offset += count;
        }
        return new NetworkDerivative(signal, derivatives);
    }
}
