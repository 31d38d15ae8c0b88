namespace NtkRepro.Pipeline;

/// <summary>
/// One axis of a stage with its values. An axis whose paths name earlier axes has values for each combination of those, found once each.
/// </summary>
internal sealed class ResolvedAxis
{
    /// <summary>More mistakes than this say nothing new about one axis.</summary>
    private const int MostMistaken = 100;

    private static readonly AxisValue s_unknown = new("?", Number: null, new SourceLocation(""));
    private static readonly IReadOnlyList<AxisValue> s_unknowns = [s_unknown];

    private readonly StageDefinition _stage;
    private readonly AxisDeclaration _axis;
    private readonly AxisResolver _resolver;
    private readonly MistakeList _mistakes;
    private readonly int[] _named;
    private readonly Dictionary<string, IReadOnlyList<AxisValue>> _lists = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<AxisValue>? _always;
    private bool? _isNumeric;
    private int _mistaken;

    public ResolvedAxis(
        StageDefinition stage,
        AxisDeclaration axis,
        ResolvedParameters parameters,
        MistakeList mistakes
    )
    {
        (_stage, _axis, _mistakes) = (stage, axis, mistakes);
        _resolver = new AxisResolver(stage, parameters, mistakes);
        _named =
        [
            .. axis
                .Sources.SelectMany(s => s.Path.Axes)
                .Distinct(StringComparer.Ordinal)
                .Select(a => Expander.AxisIndex(stage, a)),
        ];
        _always = IsConstant ? Resolve([]) : null;
    }

    /// <summary>Whether its values are the same everywhere.</summary>
    public bool IsConstant => _named.Length == 0;

    /// <summary>Whether some of its values could not be found; the mistakes say why, and a placeholder stands for them.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The values where the axes before it have certain values; at least one, unless it may be empty.</summary>
    public IReadOnlyList<AxisValue> At(AxisValue[] point)
    {
        if (_always is not null)
        {
            return _always;
        }

        var key = Expander.Key(point, _named);
        if (!_lists.TryGetValue(key, out var values))
        {
            values = Resolve(point);
            _lists.Add(key, values);
        }

        return values;
    }

    private IReadOnlyList<AxisValue> Resolve(AxisValue[] point)
    {
        if (_mistaken >= MostMistaken)
        {
            return s_unknowns;
        }

        var isUnknown = Array.Exists(_named, i => ReferenceEquals(point[i], s_unknown));
        var values = Find(isUnknown ? null : point);
        if (values is null)
        {
            IsBroken = true;
            _mistaken++;
        }

        return values ?? s_unknowns;
    }

    private List<AxisValue>? Find(AxisValue[]? point)
    {
        var before = _mistakes.Count;
        var found = new List<BoundValue?>();
        var lists = _axis
            .Sources.Select(s =>
            {
                var values = _resolver.Values(_axis, s, point, out var list);
                found.Add(list);
                return values;
            })
            .ToList();
        if (_mistakes.Count > before || _axis.IsBroken || point is null)
        {
            return null;
        }

        var values = lists.Count == 1 ? lists[0]! : Union(lists!);
        if (values.Count == 0 && _axis.MayBeEmpty)
        {
            return values;
        }

        if (values.Count == 0)
        {
            // At the value, and without the stage: all that have such an axis say the same, and so it is said once.
            var paths = string.Join(" and ", found.Select(f => f!.Path));
            _mistakes.Add(
                found[^1]!.Location,
                $"{paths} {(found.Count > 1 ? "are" : "is")} empty; axis '{_axis.Axis}' needs a value"
            );
        }
        else if (values.Exists(v => v.Number is not null != (_isNumeric ??= values[0].Number is not null)))
        {
            _mistakes.Add(_axis.Location, $"axis '{_axis.Axis}' of stage '{_stage.Name}' mixes numbers and texts");
        }
        else if (lists.Count > 1)
        {
            values.Sort();
        }

        return _mistakes.Count > before ? null : values;
    }

    private static List<AxisValue> Union(IEnumerable<List<AxisValue>> lists) =>
        [.. lists.SelectMany(v => v).DistinctBy(v => v.Text, StringComparer.Ordinal)];
}
