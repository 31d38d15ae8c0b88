using System.Linq.Expressions;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Checks, before anything runs, that the scheduled targets have the parameters that they require.</summary>
internal static class RequirementService
{
    /// <exception cref="UsageException">Names every parameter that is missing.</exception>
    public static void Validate(NukeBuild build, IReadOnlyList<ParameterMember> parameters)
    {
        var errors = new List<string>();
        foreach (var target in build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Scheduled))
        foreach (var requirement in target.Requirements)
            if (Violation(build, requirement, parameters) is { } violation)
                errors.Add($"Target '{target.Name}' requires {violation}.");
        if (errors.Count > 0)
            throw new UsageException(errors);
    }

    private static string? Violation(
        NukeBuild build,
        LambdaExpression requirement,
        IReadOnlyList<ParameterMember> parameters
    )
    {
        if (requirement.Body is not MemberExpression { Member: var member })
            return $"'{requirement.Body}', which is not a parameter";
        if (parameters.FirstOrDefault(x => x.Member.HasSameMetadataDefinitionAs(member)) is not { } parameter)
            return $"member '{member.Name}', which is not marked as a parameter";
        var value = parameter.GetValue(build);
        return value is null || (value is string text && string.IsNullOrWhiteSpace(text))
            ? $"the parameter '--{parameter.DashedName}'"
            : null;
    }
}
