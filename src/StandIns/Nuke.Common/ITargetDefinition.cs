using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>The fluent interface by which a <see cref="Target"/> says what it is.</summary>
public interface ITargetDefinition
{
    /// <summary>Sets the sentence that <c>--help</c> prints.</summary>
    ITargetDefinition Description(string description);

    /// <summary>Adds actions. A target without any is collective: it only gathers its dependencies.</summary>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>Names targets that run before this one, and because of it.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>Adds a condition that is asked right before the target would run; the target is skipped unless it holds.</summary>
    ITargetDefinition OnlyWhenDynamic(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null
    );

    /// <summary>Names parameters that must have a value before any target runs.</summary>
    ITargetDefinition Requires<T>(
        Expression<Func<T?>> parameterRequirement,
        params Expression<Func<T?>>[] parameterRequirements
    )
        where T : class;

    /// <summary>Hides this target from <c>--help</c>.</summary>
    ITargetDefinition Unlisted();
}
