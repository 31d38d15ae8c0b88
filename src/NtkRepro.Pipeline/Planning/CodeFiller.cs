namespace NtkRepro.Pipeline;

/// <summary>Fills in the places of a stage's code patterns, once for each combination of the values that they depend on.</summary>
/// <param name="stage">The stage.</param>
/// <param name="find">The parameter at a path with axes and their values, or null: a mistake says so.</param>
/// <param name="mistakes">Receives mistakes.</param>
internal sealed class CodeFiller(
    StageDefinition stage,
    Func<SourceLocation, Template, AxisValue[], BoundValue?> find,
    MistakeList mistakes
)
{
    private readonly int[] _used =
    [
        .. stage
            .CodePatterns.SelectMany(p => p.Axes)
            .Distinct(StringComparer.Ordinal)
            .Select(a => Expander.AxisIndex(stage, a)),
    ];

    private readonly Dictionary<string, InstanceCode?> _codes = new(StringComparer.Ordinal);

    /// <summary>The code of the instance at a point, or null when there is a mistake.</summary>
    public InstanceCode? At(string instance, AxisValue[] values)
    {
        var key = Expander.Key(values, _used);
        if (!_codes.TryGetValue(key, out var code))
        {
            code = Fill(instance, values);
            _codes.Add(key, code);
        }

        return code;
    }

    private InstanceCode? Fill(string instance, AxisValue[] values)
    {
        var before = mistakes.Count;
        var named = new List<BoundValue>();
        var globs = new List<Glob>();
        foreach (var pattern in stage.CodePatterns)
        {
            var glob = pattern.Fill(place => TextOf(pattern, place, values, named));
            globs.Add(glob);
            if (!pattern.IsConstant && mistakes.Count == before && Glob.Problem(glob.Text) is { } problem)
            {
                mistakes.Add(pattern.Location, $"code of stage '{stage.Name}', '{glob.Text}': {problem}");
            }
        }

        return mistakes.Count > before
            ? null
            : new InstanceCode
            {
                Example = instance,
                Stage = stage,
                Globs = globs,
                Parameters = named,
            };
    }

    private string TextOf(CodePattern pattern, CodePlace place, AxisValue[] values, List<BoundValue> named)
    {
        string At(string axis) => values[Expander.AxisIndex(stage, axis)].Text;
        if (place.Axis is { } name)
        {
            return At(name);
        }

        var found = find(pattern.Location, place.Path, values);
        if (found is null)
        {
            return "";
        }

        var text = found is { Schema: ScalarSchema, Value: { } value } ? ScalarTypes.CanonicalText(value) : null;
        if (text is null)
        {
            var kind = found.Value is null ? "nothing" : $"a {found.Schema.TypeText}";
            mistakes.Add(pattern.Location, $"{found.Path} is {kind}; '{pattern.Text}' needs a text or a number");
        }
        else if (!AxisText.IsValue(text))
        {
            mistakes.Add(
                found.Location,
                $"{found.Path}: '{text}' cannot stand in '{pattern.Text}'; {AxisText.ValueRule}"
            );
        }

        named.Add(found);
        return text ?? "";
    }
}
