namespace NtkRepro.Pipeline;

/// <summary>A stage that others may read from, with its instances: some or all are missing where it is broken, and mistakes say why.</summary>
internal sealed record Producer(StageDefinition Stage, IReadOnlyList<Instance> Instances, bool IsBroken);

/// <summary>
/// The natural join of one declared input: a consumer reads from the producer's instances that agree with it on all axes both have.
/// Producers are grouped once by those axes, so that joining takes time linear in the instances.
/// </summary>
internal sealed class InputJoin
{
    private readonly InputReference _reference;
    private readonly StageDefinition _stage;
    private readonly Producer? _producer;
    private readonly MistakeList _mistakes;
    private readonly int[] _sharedHere;
    private readonly Dictionary<string, List<Instance>> _groups;
    private readonly Dictionary<string, Glob> _paths = new(StringComparer.Ordinal);

    public InputJoin(
        StageDefinition stage,
        InputReference reference,
        Dictionary<string, Producer> byStage,
        MistakeList mistakes
    )
    {
        (_stage, _reference, _mistakes) = (stage, reference, mistakes);
        _producer = byStage.GetValueOrDefault(reference.Stage);
        var there = _producer?.Stage;
        var shared = there is null ? [] : stage.Axes.Where(a => Expander.AxisIndex(there, a) >= 0).ToList();
        _sharedHere = [.. shared.Select(a => Expander.AxisIndex(stage, a))];
        int[] sharedThere = [.. shared.Select(a => Expander.AxisIndex(there!, a))];
        _groups = (_producer?.Instances ?? [])
            .GroupBy(i => Expander.Key(i.Values, sharedThere), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Order(ByAxes).ToList(), StringComparer.Ordinal);
    }

    private static Comparer<Instance> ByAxes { get; } =
        Comparer<Instance>.Create(
            (a, b) => a.Values.Zip(b.Values, (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0)
        );

    /// <summary>Checks the path where the stage has no instances: without axis values, one without axes.</summary>
    public void CheckConstant()
    {
        if (_producer is not null && _reference.Path.IsConstant)
        {
            PathAt([]);
        }
    }

    /// <summary>The input of the instance at a point, or null when it has none (a mistake says so).</summary>
    public InstanceInput? At(string instance, AxisValue[] values)
    {
        if (_producer is null)
        {
            // The mistake is already on the list.
            return null;
        }

        var path = PathAt(values);
        if (_groups.TryGetValue(Expander.Key(values, _sharedHere), out var producers))
        {
            return new InstanceInput(_reference, path, producers);
        }

        if (_reference.IsOptional)
        {
            return new InstanceInput(_reference, path, []);
        }

        if (_producer.IsBroken)
        {
            return null;
        }

        _mistakes.Add(
            _reference.Location,
            $"input '{_reference.Text}' of stage '{_stage.Name}': some instances have no producer; {Why(instance)}"
        );
        return null;
    }

    private string Why(string instance) =>
        _groups.Count == 0
            ? $"{_reference.Stage} has no instances. What a stage can do without stands under 'optional'"
            : $"no instance of {_reference.Stage} agrees with {FirstWithout(instance)} on "
                + string.Join(", ", _sharedHere.Select(i => _stage.Foreach[i].Axis));

    private string? _firstWithout;

    private string FirstWithout(string instance) => _firstWithout ??= instance;

    private Glob PathAt(AxisValue[] values)
    {
        var text = _reference.Path.Substitute(a => values[Expander.AxisIndex(_stage, a)].Text);
        if (!_paths.TryGetValue(text, out var path))
        {
            path = Glob.Parse(text);
            _paths.Add(text, path);
            var producer = _producer!.Stage;
            var outputs = producer.OutputPatterns;
            var isDeclared = path.IsLiteral
                ? producer.Declares(text)
                : outputs.Any(o => o.Text == text || (o.IsLiteral && path.Matches(o.Text)));
            if (!isDeclared)
            {
                _mistakes.AddUnknown(
                    _reference.Location,
                    $"input '{_reference.Text}' of stage '{_stage.Name}': {_reference.Stage} declares no output '{text}'",
                    text,
                    producer.Outputs
                );
            }
        }

        return path;
    }
}
