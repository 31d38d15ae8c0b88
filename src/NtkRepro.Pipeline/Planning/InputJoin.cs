namespace NtkRepro.Pipeline;

/// <summary>
/// The natural join of one declared input: a consumer reads from the producer's instances that agree with it on all axes both have.
/// Producers are grouped once by those axes, so that joining takes time linear in the instances.
/// </summary>
internal sealed class InputJoin
{
    private readonly InputReference _reference;
    private readonly StageDefinition _stage;
    private readonly StageDefinition? _producer;
    private readonly MistakeList _mistakes;
    private readonly int[] _sharedHere;
    private readonly Dictionary<string, List<Instance>> _groups;
    private readonly Dictionary<string, Glob> _paths = new(StringComparer.Ordinal);

    public InputJoin(
        StageDefinition stage,
        InputReference reference,
        Dictionary<string, List<Instance>> byStage,
        MistakeList mistakes
    )
    {
        (_stage, _reference, _mistakes) = (stage, reference, mistakes);
        var instances = byStage.GetValueOrDefault(reference.Stage) ?? [];
        _producer = instances.FirstOrDefault()?.Stage;
        var shared = _producer is null
            ? []
            : stage.Foreach.Select(f => f.Axis).Where(a => Expander.AxisIndex(_producer, a) >= 0).ToList();
        _sharedHere = [.. shared.Select(a => Expander.AxisIndex(stage, a))];
        int[] there = [.. shared.Select(a => Expander.AxisIndex(_producer!, a))];
        _groups = instances
            .GroupBy(i => Expander.Key(i.Values, there), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Order(ByAxes).ToList(), StringComparer.Ordinal);
    }

    private static Comparer<Instance> ByAxes { get; } =
        Comparer<Instance>.Create(
            (a, b) => a.Values.Zip(b.Values, (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0)
        );

    /// <summary>The input of the instance at a point, or null when it has none (a mistake says so).</summary>
    public InstanceInput? At(string instance, AxisValue[] values)
    {
        if (_producer is null)
        {
            // The producer's own mistake is already on the list.
            return null;
        }

        var path = PathAt(values);
        if (_groups.TryGetValue(Expander.Key(values, _sharedHere), out var producers))
        {
            return new InstanceInput(_reference, path, producers);
        }

        var shared = string.Join(", ", _sharedHere.Select(i => _stage.Foreach[i].Axis));
        _mistakes.Add(
            _reference.Location,
            $"input '{_reference.Text}' of stage '{_stage.Name}': some instances have no producer; no instance of "
                + $"{_reference.Stage} agrees with {FirstWithout(instance)} on {shared}"
        );
        return null;
    }

    private string? _firstWithout;

    private string FirstWithout(string instance) => _firstWithout ??= instance;

    private Glob PathAt(AxisValue[] values)
    {
        var text = _reference.Path.Substitute(a => values[Expander.AxisIndex(_stage, a)].Text);
        if (!_paths.TryGetValue(text, out var path))
        {
            path = Glob.Parse(text);
            _paths.Add(text, path);
            var outputs = _producer!.OutputPatterns;
            var isDeclared = path.IsLiteral
                ? _producer.Declares(text)
                : outputs.Any(o => o.Text == text || (o.IsLiteral && path.Matches(o.Text)));
            if (!isDeclared)
            {
                _mistakes.AddUnknown(
                    _reference.Location,
                    $"input '{_reference.Text}' of stage '{_stage.Name}': {_reference.Stage} declares no output '{text}'",
                    text,
                    _producer.Outputs
                );
            }
        }

        return path;
    }
}
