namespace NtkRepro.Data.Sources;

/// <summary>Centres each feature over the training set, and divides all by one deviation: x = (value − mean) / deviation.</summary>
/// <remarks>
/// Texts share most of their words. Uncentred, that common part is nearly all that a network sees: the largest
/// eigenvalue of its kernel is so far above the others that for some seeds the rate 0.1 is too large, and training jumps
/// out of a good solution. One deviation for all, and not one each, keeps rare words from becoming outliers; it
/// gives an input the mean square 1 that He initialisation and a rate made for normalised pixels expect.
/// </remarks>
/// <param name="Mean">Of each feature.</param>
/// <param name="Deviation">The root mean square of all centred values.</param>
public sealed record FeatureScale(IReadOnlyList<double> Mean, double Deviation)
{
    /// <summary>The scale that gives examples of float values the mean 0 in each feature, and the mean square 1 over all.</summary>
    public static FeatureScale Of(Examples examples)
    {
        var values = (float[])examples.Values;
        var mean = new double[examples.Size];
        for (var i = 0; i < values.Length; i++)
            mean[i % mean.Length] += values[i];
        for (var f = 0; f < mean.Length; f++)
            mean[f] /= examples.Count;
        var squares = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var centred = values[i] - mean[i % mean.Length];
            squares += centred * centred;
        }
        return new FeatureScale(mean, squares > 0 ? Math.Sqrt(squares / values.Length) : 1);
    }

    /// <summary>The examples with their values on this scale.</summary>
    public Examples Apply(Examples examples)
    {
        var values = (float[])examples.Values;
        var scaled = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
            scaled[i] = (float)((values[i] - Mean[i % Mean.Count]) / Deviation);
        return examples with { Values = scaled };
    }
}
