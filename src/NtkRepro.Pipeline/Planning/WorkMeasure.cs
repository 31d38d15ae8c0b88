using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>
/// How much work instances are, known before anything runs: what takes its place where nothing was timed yet. Only the proportions matter:
/// how long a unit takes is measured, and <see cref="Rate"/> stands in for it until something has ended.
/// </summary>
/// <param name="Of">The work of an instance, in units; more than 0.</param>
/// <param name="Unit">What is counted, in the plural: <c>training steps</c>.</param>
/// <param name="Rate">Units that one instance does in a second on an ordinary machine.</param>
public sealed record WorkMeasure(Func<WorkQuery, double> Of, string Unit, double Rate);

/// <summary>An instance whose work is asked for.</summary>
public sealed class WorkQuery
{
    private readonly Instance _instance;

    internal WorkQuery(Instance instance, object parameters) => (_instance, Parameters) = (instance, parameters);

    /// <summary>Its stage.</summary>
    public string Stage => _instance.Stage.Name;

    /// <summary>The resolved parameters, of the type the engine was loaded with.</summary>
    public object Parameters { get; }

    /// <summary>The canonical text of an axis; null where the stage has none of that name.</summary>
    /// <param name="name">The axis.</param>
    public string? Axis(string name) => _instance.Axes.GetValueOrDefault(name);

    /// <summary>The value of a numeric axis; null where the stage has none of that name.</summary>
    /// <param name="name">The axis.</param>
    public double? Number(string name) =>
        Axis(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
