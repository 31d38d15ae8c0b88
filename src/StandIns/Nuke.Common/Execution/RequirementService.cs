using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Checks, before anything runs, what the scheduled targets require.</summary>
internal static class RequirementService
{
    /// <exception cref="UsageException">Names every requirement that does not hold.</exception>
    public static void Validate(NukeBuild build, IReadOnlyList<ParameterMember> parameters)
    {
        var errors = new List<string>();
        foreach (var target in build.ScheduledTargets)
        foreach (var requirement in target.DelegateRequirements)
            Check(build, target, requirement, parameters, errors);

        errors.AddRange(
            parameters
                .Where(x => x.Member.IsDefined(typeof(RequiredAttribute)) && IsMissing(x, build))
                .Select(x => $"Parameter '--{x.DashedName}' is required.")
        );
        if (errors.Count > 0)
            throw new UsageException([.. errors.Distinct(StringComparer.Ordinal)]);
    }

    private static void Check(
        NukeBuild build,
        ExecutableTarget target,
        LambdaExpression requirement,
        IReadOnlyList<ParameterMember> parameters,
        List<string> errors
    )
    {
        if (requirement is Expression<Func<bool>> condition)
        {
            if (!condition.Compile(preferInterpretation: true)())
                errors.Add($"Target '{target.Name}' requires {Text(condition.Body, build)}.");
            return;
        }

        var member = Member(requirement.Body);
        var parameter = parameters.FirstOrDefault(x => x.Member.HasSameMetadataDefinitionAs(member));
        if (parameter is null)
            errors.Add($"Target '{target.Name}' requires member '{member.Name}', which is not marked as a parameter.");
        else if (IsMissing(parameter, build))
            errors.Add($"Target '{target.Name}' requires the parameter '--{parameter.DashedName}'.");
    }

    private static MemberInfo Member(Expression body) =>
        body switch
        {
            MemberExpression x => x.Member,
            UnaryExpression x => Member(x.Operand),
            _ => throw new UsageException($"A requirement must name a parameter, not '{body}'."),
        };

    private static bool IsMissing(ParameterMember parameter, NukeBuild build) =>
        parameter.GetValue(build) is null or ""
        || (parameter.GetValue(build) is string x && string.IsNullOrWhiteSpace(x));

    private static string Text(Expression body, NukeBuild build) =>
        body.ToString().Replace($"value({build.GetType()}).", "", StringComparison.Ordinal);
}
