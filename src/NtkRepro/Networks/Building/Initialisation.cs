using NtkRepro.Data;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>How weights begin.</summary>
public enum Initialisation
{
    /// <summary>He et al. 2015: weights normal with variance 2 / fan-in, biases zero.</summary>
    He,

    /// <summary>Weights and biases uniform within ±1/√fan-in, a variance six times smaller: PyTorch's default.</summary>
    FanInUniform,
}

/// <summary>Draws the weights with which training begins.</summary>
public static class Initialiser
{
    /// <summary>
    /// A pure function of the seed: a flat vector [P] float32. Matrices and biases of which the module's constructor made zeros stay so, as
    /// do convolutions that a block begins without, and all others are drawn anew. Vectors that are no bias are scales: they stay
    /// where the constructor made them of one value, and are one where it left them to chance.
    /// </summary>
    /// <param name="network">Of a module.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="scheme">What is drawn.</param>
    public static Tensor Initialise(this Network network, long seed, Initialisation scheme = Initialisation.He)
    {
        using var own = network.ModuleWeights();
        var values = own.to_type(ScalarType.Float32).Values<float>();
        var fanIns = network.Weights.ToDictionary(
            w => w.Name,
            w => w.Count / w.Shape.FirstOrDefault(1),
            StringComparer.Ordinal
        );
        var offset = 0;
        foreach (var (i, array) in network.Weights.Index())
        {
            var span = values.AsSpan(offset, (int)array.Count);
            offset += span.Length;
            if (array.Shape.Length < 2 && !array.Name.EndsWith("bias", StringComparison.Ordinal))
                span.Fill(span.ContainsAnyExcept(span[0]) ? 1 : span[0]);
            else if (span.ContainsAnyExcept(0))
                Fill(span, array.Shape.Length > 1, FanIn(array, fanIns), scheme, new CounterRandom(seed, "weights", i));
        }
        return tensor(values, [network.WeightCount]);
    }

    // The inputs of each output: those of the weights that a bias belongs to.
    private static long FanIn(WeightShape array, Dictionary<string, long> fanIns)
    {
        if (array.Shape.Length > 1)
            return fanIns[array.Name];
        var dot = array.Name.LastIndexOf('.') + 1;
        return fanIns.TryGetValue($"{array.Name[..dot]}weight", out var fanIn) ? fanIn : array.Count;
    }

    private static void Fill(
        Span<float> values,
        bool multiplies,
        long fanIn,
        Initialisation scheme,
        CounterRandom random
    )
    {
        if (scheme == Initialisation.FanInUniform)
            FillUniform(values, 1 / Math.Sqrt(fanIn), random);
        else if (multiplies)
            FillNormal(values, Math.Sqrt(2.0 / fanIn), random);
        else
            values.Clear();
    }

    private static void FillNormal(Span<float> values, double deviation, CounterRandom random)
    {
        foreach (ref var value in values)
            value = (float)(random.NextNormal() * deviation);
    }

    private static void FillUniform(Span<float> values, double bound, CounterRandom random)
    {
        foreach (ref var value in values)
            value = (float)(((2 * random.NextUniform()) - 1) * bound);
    }
}
