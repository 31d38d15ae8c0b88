namespace NtkRepro.Tangents;

/// <summary>A batch norm of a network, whose statistics are not fixed.</summary>
/// <param name="Name">Of the module.</param>
/// <param name="Channels">How many it normalises.</param>
public sealed record NormShape(string Name, long Channels)
{
    /// <summary>The name of its means, [channels], in the module's <c>state_dict</c>: <c>norm1.running_mean</c>.</summary>
    public string MeanName => WeightShape.NameOf(Name, "running_mean");

    /// <summary>The name of its variances, [channels], likewise: <c>norm1.running_var</c>.</summary>
    public string VarianceName => WeightShape.NameOf(Name, "running_var");
}
