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

    /// <summary>Adds a function whose result is ignored.</summary>
    ITargetDefinition Executes<T>(Func<T> action);

    /// <summary>Adds an asynchronous action; the target ends when its task does.</summary>
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>Names targets that run before this one, and because of it.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>Names targets that depend on this one.</summary>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <summary>Adds a condition that is asked right before the target would run.</summary>
    ITargetDefinition OnlyWhenDynamic(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null
    );

    /// <summary>Adds a condition that is asked before any target runs.</summary>
    ITargetDefinition OnlyWhenStatic(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null
    );

    /// <summary>Names parameters that must have a value before any target runs.</summary>
    ITargetDefinition Requires<T>(
        Expression<Func<T?>> parameterRequirement,
        params Expression<Func<T?>>[] parameterRequirements
    )
        where T : class;

    /// <inheritdoc cref="Requires{T}(Expression{Func{T}}, Expression{Func{T}}[])"/>
    ITargetDefinition Requires<T>(
        Expression<Func<T?>> parameterRequirement,
        params Expression<Func<T?>>[] parameterRequirements
    )
        where T : struct;

    /// <summary>Adds requirements that must hold before any target runs.</summary>
    ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements);

    /// <summary>Says what becomes of the dependencies when this target is skipped.</summary>
    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>Orders this target before others, where both run.</summary>
    ITargetDefinition Before(params Target[] targets);

    /// <summary>Orders this target after others, where both run.</summary>
    ITargetDefinition After(params Target[] targets);

    /// <summary>Names targets that run after this one, and because of it.</summary>
    ITargetDefinition Triggers(params Target[] targets);

    /// <summary>Names targets that trigger this one.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <summary>Runs this target even when an earlier one failed.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>Lets the build go on when this target fails; the build still counts as failed.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>Hides this target from <c>--help</c>.</summary>
    ITargetDefinition Unlisted();
}

/// <summary>What becomes of a skipped target's dependencies.</summary>
public enum DependencyBehavior
{
    /// <summary>They are skipped too, unless another target needs them.</summary>
    Skip,

    /// <summary>They run.</summary>
    Execute,
}
