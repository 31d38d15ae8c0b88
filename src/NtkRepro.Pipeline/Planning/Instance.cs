namespace NtkRepro.Pipeline;

/// <summary>A stage at one point of its axes.</summary>
internal sealed class Instance
{
    private readonly string? _label;
    private IReadOnlyDictionary<string, string>? _axes;

    public required StageDefinition Stage { get; init; }

    /// <summary>Position among all instances; producers stand before consumers.</summary>
    public required int Index { get; init; }

    /// <summary>The values of the axes, in the stage's order.</summary>
    public required IReadOnlyList<AxisValue> Values { get; init; }

    public required string Name { get; init; }

    /// <summary>The name by which people and jobs tell it apart: in a sweep it may say the values that it depends on.</summary>
    public string Label
    {
        get => _label ?? Name;
        init => _label = value;
    }

    public required ParameterSet Parameters { get; init; }

    public required InstanceCode Code { get; init; }

    /// <summary>One for each declared input, in the same order.</summary>
    public required IReadOnlyList<InstanceInput> Inputs { get; init; }

    public IReadOnlyDictionary<string, string> Axes =>
        _axes ??= Stage
            .Foreach.Select((f, i) => (f.Axis, Values[i].Text))
            .ToDictionary(p => p.Axis, p => p.Text, StringComparer.Ordinal);

    public IEnumerable<Instance> Producers =>
        Inputs.Count == 1 ? Inputs[0].Producers : Inputs.SelectMany(i => i.Producers).Distinct();

    public static string NameOf(StageDefinition stage, IReadOnlyList<AxisValue> values) =>
        values.Count == 0 ? stage.Name : $"{stage.Name}[{string.Join(',', Parts(stage, values))}]";

    /// <summary>Texts as they are, numbers behind the axis's first letter.</summary>
    public static IEnumerable<string> Parts(StageDefinition stage, IReadOnlyList<AxisValue> values) =>
        values.Select(
            (v, i) => v.Number is null ? v.Text : $"{char.ToLowerInvariant(stage.Foreach[i].Axis[0])}{v.Text}"
        );

    public override string ToString() => Label;
}

/// <summary>A declared input of one instance: the path with axes filled in, and who writes it, in the order of their axes.</summary>
internal sealed record InstanceInput(InputReference Reference, Glob Path, IReadOnlyList<Instance> Producers);
