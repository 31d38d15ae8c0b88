using Nuke.Common.Execution;

namespace Nuke.Common.ValueInjection;

/// <summary>Fills a build's parameters and reports every mistake in them at once.</summary>
internal static class ParameterInjector
{
    // The rest of NukeBuild's parameters are read where they are used.
    private static readonly string[] InjectedBuiltIns =
    [
        nameof(NukeBuild.Plan),
        nameof(NukeBuild.Help),
        nameof(NukeBuild.NoLogo),
        nameof(NukeBuild.Verbosity),
    ];

    /// <returns>The mistakes, one a line; empty if there are none.</returns>
    public static List<string> Inject(NukeBuild build, IReadOnlyList<ParameterMember> parameters)
    {
        var service = ParameterService.Current;
        var errors = UnknownOptions(service.CommandLine, parameters, build.ExecutableTargets);
        foreach (var parameter in parameters)
        {
            if (parameter.IsBuiltIn && !InjectedBuiltIns.Contains(parameter.Member.Name))
                continue;
            try
            {
                if (service.Get(parameter, parameter.Type) is { } value)
                    parameter.SetValue(build, value);
            }
            catch (UsageException e)
            {
                errors.Add(e.Message);
            }
        }

        return errors;
    }

    private static List<string> UnknownOptions(
        CommandLine commandLine,
        IReadOnlyList<ParameterMember> parameters,
        IReadOnlyList<ExecutableTarget> targets
    )
    {
        var errors = new List<string>();
        foreach (var option in commandLine.Options)
        {
            var name = option.Text.Split('=')[0];
            var parameter = parameters.FirstOrDefault(x => x.IsNamed(name));
            if (parameter is null)
                errors.Add(
                    NearestName.Unknown(
                        "parameter",
                        name,
                        parameters.Where(x => x.Attribute.List).Select(x => "--" + x.DashedName)
                    )
                );
            else if (name != option.Text)
                errors.Add($"'{option.Text}': a value follows after a space, '{option.Text.Replace('=', ' ')}'.");
            else if (
                parameter.Type == typeof(bool)
                && option.Values.FirstOrDefault(x => IsTarget(x, targets)) is { } target
            )
                errors.Add($"Target '{target}' must come before '{option.Text}'.");
        }

        return errors;
    }

    private static bool IsTarget(string text, IReadOnlyList<ExecutableTarget> targets) =>
        targets.Any(x => string.Equals(x.Name, CommandLine.WithoutDashes(text), StringComparison.OrdinalIgnoreCase));
}
