namespace NtkRepro.Reporting.CommandLine;

/// <summary>What can be wrong with one option, whatever its value means.</summary>
internal sealed class OptionChecks(
    IReadOnlyList<ParameterDeclaration> parameters,
    IReadOnlyList<TargetDeclaration> targets
)
{
    /// <summary>Says what is wrong, or null.</summary>
    public string? Mistake(Option option)
    {
        var parameter = parameters.FirstOrDefault(p => p.IsNamed(option.Text));
        if (parameter is null)
            return NearestName.Unknown("parameter", option.Text, parameters.Select(p => "--" + p.DashedName));
        if (parameter.Type.IsArray && !parameter.IsOfEveryBuild && option.Values.Count == 0)
            return $"'{option.Text}' needs a value.";
        if (option.IsJoined && parameter.IsReadByNuke)
            return $"'{option.Text}={option.Values[0]}': a value follows after a space, '{option.Text} {option.Values[0]}'.";
        if (
            parameter.Type == typeof(bool)
            && option.Values.FirstOrDefault(v => targets.Any(t => t.IsNamed(v))) is { } target
        )
            return $"Target '{target}' must come before '{option.Text}'.";
        return null;
    }
}
