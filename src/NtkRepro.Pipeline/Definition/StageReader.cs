namespace NtkRepro.Pipeline;

/// <summary>Reads one stage's declaration.</summary>
internal sealed class StageReader
{
    /// <summary>What a stage may declare.</summary>
    internal static readonly string[] Keys =
    [
        "description",
        "foreach",
        "parameters",
        "inputs",
        "optional",
        "code",
        "outputs",
        "publish",
    ];

    private readonly string _name;
    private readonly FieldReader _fields;
    private readonly MistakeList _mistakes;

    private StageReader(string name, MapNode map, MistakeList mistakes)
    {
        (_name, _mistakes) = (name, mistakes);
        _fields = new FieldReader(map, $"stage '{name}'", Keys, mistakes);
    }

    public static StageDefinition? Read(MapEntry entry, MistakeList mistakes)
    {
        if (entry.Value is MapNode map)
        {
            return new StageReader(entry.Key, map, mistakes).Read(entry.KeyLocation);
        }

        mistakes.Add(entry.Value.Location, $"stage '{entry.Key}': expected a map, found {entry.Value.Kind}");
        return null;
    }

    private StageDefinition Read(SourceLocation location)
    {
        var axes = AxisReader.Read(_name, _fields.Map("foreach"), _mistakes);
        var axisNames = axes.ConvertAll(a => a.Axis);
        var outputs = Patterns("outputs");
        var publish = Patterns("publish");
        if (outputs.Count == 0)
        {
            _mistakes.Add(_fields.Location("outputs") ?? location, $"stage '{_name}' declares no outputs");
        }

        foreach (var (pattern, at) in outputs.Where(o => o.Pattern.Text == Manifest.FileName))
        {
            _mistakes.Add(at, $"output '{pattern.Text}' of stage '{_name}': this name is reserved");
        }

        foreach (var (pattern, at) in publish.Where(p => !IsCovered(p.Pattern, outputs)))
        {
            _mistakes.Add(at, $"publish of stage '{_name}': no output is '{pattern.Text}'");
        }

        return new StageDefinition
        {
            Name = _name,
            Location = location,
            Description = _fields.Text("description") ?? "",
            Foreach = axes,
            ParameterPaths = [.. ReadParameters(axisNames)],
            InputReferences =
            [
                .. ReadInputs("inputs", axisNames),
                .. ReadInputs("optional", axisNames).Select(i => i with { IsOptional = true }),
            ],
            CodePatterns = [.. ReadCode(axisNames)],
            OutputPatterns = outputs.ConvertAll(o => o.Pattern),
            PublishPatterns = publish.ConvertAll(p => p.Pattern),
        };
    }

    private static bool IsCovered(Glob glob, List<(Glob Pattern, SourceLocation Location)> outputs) =>
        outputs.Exists(o =>
            o.Pattern.Text == glob.Text || o.Pattern.Matches(glob.Text) || glob.Matches(o.Pattern.Text)
        );

    private IEnumerable<ParameterReference> ReadParameters(List<string> axes)
    {
        foreach (var text in _fields.Texts("parameters"))
        {
            if (ParseTemplate(text, text.Text, axes) is { } template)
            {
                yield return new ParameterReference(template, text.Location);
            }
        }
    }

    private IEnumerable<InputReference> ReadInputs(string key, List<string> axes)
    {
        foreach (var text in _fields.Texts(key))
        {
            var slash = text.Text.IndexOf('/', StringComparison.Ordinal);
            if (slash <= 0 || slash == text.Text.Length - 1)
            {
                _mistakes.Add(text.Location, $"input '{text.Text}': an input is written stage/path");
                continue;
            }

            var path = text.Text[(slash + 1)..];
            if (ParseTemplate(text, path, axes) is not { } template)
            {
                continue;
            }

            if (Glob.Problem(template.Substitute(_ => "x")) is { } problem)
            {
                _mistakes.Add(text.Location, $"input '{text.Text}': {problem}");
                continue;
            }

            yield return new InputReference(text.Text, text.Text[..slash], template, text.Location);
        }
    }

    private IEnumerable<CodePattern> ReadCode(List<string> axes)
    {
        foreach (var text in _fields.Texts("code"))
        {
            var pattern = CodePattern.Parse(text.Text, text.Location, out var problem);
            if (pattern is null)
            {
                _mistakes.Add(text.Location, $"code of stage '{_name}', '{text.Text}': {problem}");
            }
            else if (HasAxes(pattern.Axes, text.Location, axes))
            {
                yield return pattern;
            }
        }
    }

    private Template? ParseTemplate(ScalarNode node, string text, List<string> axes)
    {
        var template = Template.Parse(text, out var problem);
        if (problem is not null)
        {
            _mistakes.Add(node.Location, problem);
            return null;
        }

        return HasAxes(template.Axes, node.Location, axes) ? template : null;
    }

    private bool HasAxes(IReadOnlyList<string> named, SourceLocation location, List<string> axes)
    {
        var unknown = named.FirstOrDefault(a => !axes.Contains(a, StringComparer.Ordinal));
        if (unknown is not null)
        {
            _mistakes.AddUnknown(location, $"stage '{_name}' has no axis '{unknown}'", unknown, axes);
        }

        return unknown is null;
    }

    private List<(Glob Pattern, SourceLocation Location)> Patterns(string key)
    {
        var patterns = new List<(Glob, SourceLocation)>();
        foreach (var text in _fields.Texts(key))
        {
            if (Glob.Problem(text.Text) is { } problem)
            {
                _mistakes.Add(text.Location, $"{key} of stage '{_name}', '{text.Text}': {problem}");
            }
            else
            {
                patterns.Add((Glob.Parse(text.Text), text.Location));
            }
        }

        return patterns;
    }
}
