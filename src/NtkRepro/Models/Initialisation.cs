using NtkRepro.Data;

namespace NtkRepro.Models;

/// <summary>How weights begin.</summary>
public enum Initialisation
{
    /// <summary>He et al. 2015: weights normal with variance 2 / fan-in, biases zero.</summary>
    He,

    /// <summary>Weights and biases uniform within ±1/√fan-in, a variance six times smaller: PyTorch's default.</summary>
    FanInUniform,
}

/// <summary>Draws the first values of one array of weights.</summary>
internal static class Initialiser
{
    public static void Fill(Span<float> values, WeightShape shape, Initialisation scheme, CounterRandom random)
    {
        switch (shape.Role)
        {
            case WeightRole.Scale:
                values.Fill(1);
                break;
            case WeightRole.Zero:
                break;
            case WeightRole.Weight or WeightRole.Bias when scheme == Initialisation.FanInUniform:
                FillUniform(values, 1 / Math.Sqrt(shape.FanIn), random);
                break;
            case WeightRole.Weight:
                FillNormal(values, Math.Sqrt(2.0 / shape.FanIn), random);
                break;
        }
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
