using Nuke.Common.Execution;

namespace Nuke.Common.ValueInjection;

/// <summary>Fills a build's parameters and reports every mistake in them at once.</summary>
internal static class ParameterInjector
{
    /// <returns>The mistakes, one a line; empty if there are none.</returns>
    public static List<string> Inject(NukeBuild build, IReadOnlyList<ParameterMember> parameters)
    {
        var service = ParameterService.Current;
        var errors = service
            .CommandLine.Options.Select(x => Mistake(x, parameters, build.ExecutableTargets))
            .OfType<string>()
            .ToList();
        // The root and the profiles cannot be set: they were read before, to find the files that hold the others.
        foreach (var parameter in parameters.Where(x => x.CanBeSet))
        {
            try
            {
                if (service.Get(parameter) is { } value)
                    parameter.SetValue(build, value);
            }
            catch (UsageException e)
            {
                errors.Add(e.Message);
            }
        }

        if (service.CommandLine.Positional.Count == 0)
            return errors;
        if (
            service.CommandLine.Options.FirstOrDefault(x =>
                string.Equals(x.Name, "Target", StringComparison.OrdinalIgnoreCase)
            ) is
            { } named
        )
            errors.Add($"Targets are given twice: '{service.CommandLine.Positional[0]}' and '{named.Text}'.");
        build.InvokedTargets =
        [
            .. service.CommandLine.Positional.SelectMany(x => x.Split('+')).Where(x => x.Length > 0),
        ];
        return errors;
    }

    private static string? Mistake(
        CommandLineOption option,
        IReadOnlyList<ParameterMember> parameters,
        IReadOnlyList<ExecutableTarget> targets
    )
    {
        var name = option.Text.Split('=')[0];
        var parameter = parameters.FirstOrDefault(x => x.IsNamed(name));
        if (parameter is null)
            return NearestName.Unknown("parameter", name, parameters.Select(x => "--" + x.DashedName));
        if (name != option.Text)
            return $"'{option.Text}': a value follows after a space, '{option.Text.Replace('=', ' ')}'.";
        if (
            parameter.Type == typeof(bool)
            && option.Values.FirstOrDefault(x => targets.Any(y => y.IsNamed(x))) is { } target
        )
            return $"Target '{target}' must come before '{option.Text}'.";
        return null;
    }
}
