using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;

// Lists and setters are the upstream shape of this class.
#pragma warning disable CA1002, CA2227

namespace Nuke.Common.Execution;

/// <summary>A target with its resolved relations and its state during the build.</summary>
[DebuggerDisplay($"{{{nameof(Name)}}} ({{{nameof(Status)}}})")]
public class ExecutableTarget
{
    internal TargetDefinition Definition { get; set; } = null!;

    internal Stopwatch Stopwatch { get; } = new();

    /// <summary>The property that defines the target.</summary>
    public MemberInfo Member { get; set; } = null!;

    /// <summary>The property's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The sentence that <c>--help</c> prints.</summary>
    public string? Description { get; set; }

    /// <summary>Whether <c>--help</c> lists the target.</summary>
    public bool Listed { get; set; }

    /// <summary>The property's value; equal delegates mean equal targets.</summary>
    public Delegate Factory { get; set; } = null!;

    /// <summary>Conditions asked right before the target would run, with their source text.</summary>
    public List<(string Text, Func<bool> Delegate)> DynamicConditions => Definition.DynamicConditions;

    /// <summary>Conditions asked before any target runs, with their source text.</summary>
    public List<(string Text, Func<bool> Delegate)> StaticConditions => Definition.StaticConditions;

    /// <summary>What becomes of the dependencies when this target is skipped.</summary>
    public DependencyBehavior DependencyBehavior => Definition.DependencyBehavior;

    /// <summary>Whether the target runs even after a failure.</summary>
    public bool AssuredAfterFailure => Definition.IsAssuredAfterFailure;

    /// <summary>Whether the build goes on when this target fails.</summary>
    public bool ProceedAfterFailure => Definition.IsProceedAfterFailure;

    /// <summary>What must hold before any target runs.</summary>
    public List<LambdaExpression> DelegateRequirements => Definition.Requirements;

    /// <summary>What the target does.</summary>
    public List<Action> Actions => Definition.Actions;

    /// <summary>Targets that run before this one, and because of it.</summary>
    public List<ExecutableTarget> ExecutionDependencies { get; } = [];

    /// <summary>Targets that run before this one, where both run.</summary>
    public List<ExecutableTarget> OrderDependencies { get; } = [];

    /// <summary>Targets that trigger this one.</summary>
    public List<ExecutableTarget> TriggerDependencies { get; } = [];

    /// <summary>Targets that this one triggers.</summary>
    public List<ExecutableTarget> Triggers { get; } = [];

    /// <summary>All targets that must come before this one, where they run.</summary>
    public IReadOnlyCollection<ExecutableTarget> AllDependencies =>
        [.. ExecutionDependencies, .. OrderDependencies, .. TriggerDependencies];

    /// <summary>How long the target ran.</summary>
    public TimeSpan Duration => Stopwatch.Elapsed;

    /// <summary>Whether the target runs when none is named.</summary>
    public bool IsDefault { get; set; }

    /// <summary>What has become of the target.</summary>
    public ExecutionStatus Status { get; set; }

    /// <summary>Whether the target was asked for by name.</summary>
    public bool Invoked { get; set; }

    /// <summary>Pairs for the target's line in the closing table.</summary>
    public Dictionary<string, string> SummaryInformation { get; internal set; } = new(StringComparer.Ordinal);

    /// <summary>Why the target is skipped, unless by a condition.</summary>
    public string? Skipped
    {
        get => SummaryInformation.GetValueOrDefault(nameof(Skipped));
        set => SetInformation(nameof(Skipped), value);
    }

    /// <summary>The conditions that did not hold.</summary>
    public string? OnlyWhen
    {
        get => SummaryInformation.GetValueOrDefault(nameof(OnlyWhen));
        set => SetInformation(nameof(OnlyWhen), value);
    }

    private void SetInformation(string key, string? value)
    {
        if (value != null)
            SummaryInformation[key] = value;
    }
}
