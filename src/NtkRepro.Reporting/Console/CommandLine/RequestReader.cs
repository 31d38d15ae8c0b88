namespace NtkRepro.Reporting.CommandLine;

/// <summary>
/// Reads what is asked of a build: the command line goes before the environment, and this before <c>.nuke/parameters.json</c>. NUKE reads
/// all three too, but passes over what it does not know; so here everything is checked first, and all mistakes are told at once.
/// </summary>
internal sealed class RequestReader
{
    private readonly IReadOnlyList<ParameterDeclaration> _parameters;
    private readonly IReadOnlyList<TargetDeclaration> _targets;
    private readonly Words _words;
    private readonly EnvironmentValues _environment;
    private readonly ParametersFile _file;
    private readonly ValueConverter _converter;
    private readonly string _folder;
    private readonly List<string> _mistakes = [];
    private readonly List<string> _warnings = [];

    // Options of which something was said already.
    private readonly List<string> _faulty = [];

    private RequestReader(
        Type build,
        Words words,
        EnvironmentValues environment,
        Places places,
        ValueConverter converter
    )
    {
        _parameters = ParameterDeclaration.Of(build);
        _targets = TargetDeclaration.Of(build);
        _words = words.TakeFollower(_parameters);
        _environment = environment;
        _converter = converter;
        _folder = places.Folder;
        _file = new(places.Root, _parameters);
    }

    /// <summary>The folders that matter.</summary>
    /// <param name="Folder">That in which the command was given.</param>
    /// <param name="Root">The project's.</param>
    internal sealed record Places(string Folder, string Root);

    /// <summary>Reads and checks everything.</summary>
    public static Request Read(
        Type build,
        Words words,
        EnvironmentValues environment,
        Places places,
        Func<string, object>? makePath = null
    ) => new RequestReader(build, words, environment, places, new(makePath)).Read();

    private Request Read()
    {
        var checks = new OptionChecks(_parameters, _targets);
        _mistakes.AddRange(_file.Mistakes);
        _mistakes.AddRange(_environment.Mistakes(_parameters));
        foreach (var option in _words.Options)
        {
            if (checks.Mistake(option) is not { } mistake)
                continue;
            _mistakes.Add(mistake);
            _faulty.Add(option.Name);
        }
        var values = new Dictionary<ParameterDeclaration, object>();
        foreach (var parameter in _parameters.Where(p => !(p.IsOfEveryBuild && p.Type.IsArray)))
        {
            if (Value(parameter) is { } value)
                values[parameter] = value;
        }
        var invoked = Targets(ParameterDeclaration.Target);
        var skipped = Targets(ParameterDeclaration.Skip);
        if (skipped is [] && invoked is null)
            _mistakes.Add("'--skip' without a value needs a target before it.");
        var plans = OfEveryBuild(ParameterDeclaration.Plan) is true;
        if (!plans)
            _mistakes.AddRange(_parameters.Select(p => Missing(p, invoked ?? [], values)).OfType<string>());
        if (invoked is not [] && !_faulty.Exists(ParameterDeclaration.Target.Equals))
            _mistakes.AddRange(
                _parameters
                    .Select(p => Idle(p, invoked?.ConvertAll(t => t.Name) ?? [TargetDeclaration.Default]))
                    .OfType<string>()
            );
        var direct = invoked is [{ IsDirect: true } one] && skipped is null && !plans ? one : null;
        // NUKE, which would have to do, takes the word for another target.
        if (direct is null && _words.Follower is { } follower)
            _mistakes.Add(
                $"'{follower.Values[0]}' after '{_words.Targets[0]}' does not go with '--plan' or '--skip'; write '{follower.Text} {follower.Values[0]}'."
            );
        return new()
        {
            Mistakes = _mistakes,
            Warnings = _warnings,
            Values = values.Where(v => !v.Key.IsOfEveryBuild).ToDictionary(),
            Level = OfEveryBuild(ParameterDeclaration.Verbosity) as OutputLevel? ?? OutputLevel.Normal,
            Direct = direct,
        };

        object? OfEveryBuild(string name) =>
            values.FirstOrDefault(v => v.Key.IsOfEveryBuild && v.Key.Name == name).Value;
    }

    private object? Value(ParameterDeclaration parameter)
    {
        if (_faulty.Exists(parameter.IsNamed) || Find(parameter) is not { } given)
            return null;
        try
        {
            return _converter.Convert(given, parameter);
        }
        catch (FormatException e)
        {
            _mistakes.Add($"{given.Source} {e.Message}");
            _faulty.Add(parameter.Name);
            return null;
        }
    }

    private GivenValues? Find(ParameterDeclaration parameter)
    {
        var options = _words.Options.Where(o => parameter.IsNamed(o.Name)).ToList();
        if (options.Count > 0)
        {
            var values = parameter.Type.IsArray ? options.SelectMany(o => o.Values) : options[^1].Values;
            return new($"'{options[^1].Text}'", [.. values], _folder);
        }
        if (!parameter.IsInEnvironment)
            return null;
        var variables = _environment.Names(parameter.Name);
        if (variables.Count > 1)
            _warnings.Add(
                $"Parameter {parameter.Name} is ignored in the environment: {string.Join(", ", variables)} all name it"
            );
        return _environment.Find(parameter.Name) ?? _file.Find(parameter.Name);
    }

    // NUKE reads these lists itself, and what it would read otherwise than it was meant is refused.
    private List<TargetDeclaration>? Targets(string list)
    {
        var isInvoked = list == ParameterDeclaration.Target;
        var parameter = _parameters.First(p => p.IsOfEveryBuild && p.Name == list);
        var options = _words.Options.Where(o => parameter.IsNamed(o.Name)).ToList();
        if (options.Count > 1)
            _mistakes.Add(
                $"'{options[0].Text}' is given twice; write '{options[0].Text} {string.Join(' ', options.SelectMany(o => o.Values))}'."
            );
        if (isInvoked && _words.Targets.Count > 0 && options.Count > 0)
            _mistakes.Add($"Targets are given twice: '{_words.Targets[0]}' and '{options[0].Text}'.");

        var isPositional = isInvoked && _words.Targets.Count > 0;
        var given = isPositional ? new("", _words.Targets, _folder) : Find(parameter);
        if (given is null)
            return null;
        if (given.Values.Count > 1 && given.Values.FirstOrDefault(v => v.Contains('+')) is { } joined)
            _mistakes.Add($"'{joined}': targets are joined all with '+', or stand apart all with spaces.");
        var source = isPositional || options.Count > 0 ? "" : $"{given.Source}: ";
        var found = new List<TargetDeclaration>();
        foreach (var name in given.Values.SelectMany(v => v.Split('+')))
        {
            if (_targets.FirstOrDefault(t => t.IsNamed(name)) is { } target)
                found.Add(target);
            else
                _mistakes.Add(source + NearestName.Unknown("target", name, _targets.Select(t => t.Name)));
        }
        return found;
    }

    // The environment and the file are for many commands; on a command line, what means nothing was meant otherwise.
    private string? Idle(ParameterDeclaration parameter, IReadOnlyList<string> invoked)
    {
        if (parameter.ReadBy is not { } readers || invoked.Any(readers.IsReadBy))
            return null;
        if (_words.Options.FirstOrDefault(o => parameter.IsNamed(o.Name)) is not { } given)
            return null;
        var stages = readers.Stages ? (string[])["the targets of stages"] : [];
        return $"'{given.Text}' means nothing to {string.Join(" and ", invoked)}; it goes with {string.Join(", ", readers.Targets.Concat(stages))}.";
    }

    private string? Missing(
        ParameterDeclaration parameter,
        List<TargetDeclaration> invoked,
        Dictionary<ParameterDeclaration, object> values
    ) =>
        invoked.Find(t => parameter.RequiredBy.Contains(t.Name)) is { } target
        && !_faulty.Exists(parameter.IsNamed)
        && (!values.TryGetValue(parameter, out var value) || string.IsNullOrWhiteSpace(value.ToString()))
            ? $"Target '{target.Name}' requires the parameter '--{parameter.DashedName}'."
            : null;
}
