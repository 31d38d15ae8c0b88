using Nuke.Common.Execution;

namespace Nuke.Common;

/// <summary>
/// Defines a target: <c>Target Test => _ => _.DependsOn(Compile).Executes(() => ...)</c>. The property's name is the target's name.
/// </summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);

/// <summary>Questions about sets of targets.</summary>
public static class ExecutableTargetExtensions
{
    /// <summary>Says whether <paramref name="target"/> is among <paramref name="targets"/>.</summary>
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Target target) =>
        targets.Any(x => Equals(x.Factory, target));
}
