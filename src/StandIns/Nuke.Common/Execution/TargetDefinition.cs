using System.Linq.Expressions;

namespace Nuke.Common.Execution;

/// <summary>Records what a target says of itself.</summary>
internal sealed class TargetDefinition : ITargetDefinition
{
    internal string? Description { get; private set; }
    internal List<Action> Actions { get; } = [];
    internal List<(string Text, Func<bool> Delegate)> DynamicConditions { get; } = [];
    internal List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];
    internal List<LambdaExpression> Requirements { get; } = [];
    internal List<Target> DependsOnTargets { get; } = [];
    internal List<Target> DependentForTargets { get; } = [];
    internal List<Target> BeforeTargets { get; } = [];
    internal List<Target> AfterTargets { get; } = [];
    internal List<Target> TriggersTargets { get; } = [];
    internal List<Target> TriggeredByTargets { get; } = [];
    internal DependencyBehavior DependencyBehavior { get; private set; }
    internal bool IsAssuredAfterFailure { get; private set; }
    internal bool IsProceedAfterFailure { get; private set; }
    internal bool IsUnlisted { get; private set; }

    ITargetDefinition ITargetDefinition.Description(string description)
    {
        Description = description;
        return this;
    }

    public ITargetDefinition Executes(params Action[] actions) => Add(Actions, actions);

    public ITargetDefinition Executes<T>(Func<T> action) => Executes(new Action(() => action()));

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());

    public ITargetDefinition DependsOn(params Target[] targets) => Add(DependsOnTargets, targets);

    public ITargetDefinition DependentFor(params Target[] targets) => Add(DependentForTargets, targets);

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string? conditionExpression = null) =>
        Add(DynamicConditions, [(ConditionText(conditionExpression), condition)]);

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string? conditionExpression = null) =>
        Add(StaticConditions, [(ConditionText(conditionExpression), condition)]);

    ITargetDefinition ITargetDefinition.Requires<T>(
        Expression<Func<T?>> parameterRequirement,
        params Expression<Func<T?>>[] parameterRequirements
    )
        where T : class => Add(Requirements, [parameterRequirement, .. parameterRequirements]);

    ITargetDefinition ITargetDefinition.Requires<T>(
        Expression<Func<T?>> parameterRequirement,
        params Expression<Func<T?>>[] parameterRequirements
    ) => Add(Requirements, [parameterRequirement, .. parameterRequirements]);

    public ITargetDefinition Requires(
        Expression<Func<bool>> requirement,
        params Expression<Func<bool>>[] requirements
    ) => Add(Requirements, [requirement, .. requirements]);

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior)
    {
        DependencyBehavior = dependencyBehavior;
        return this;
    }

    public ITargetDefinition Before(params Target[] targets) => Add(BeforeTargets, targets);

    public ITargetDefinition After(params Target[] targets) => Add(AfterTargets, targets);

    public ITargetDefinition Triggers(params Target[] targets) => Add(TriggersTargets, targets);

    public ITargetDefinition TriggeredBy(params Target[] targets) => Add(TriggeredByTargets, targets);

    public ITargetDefinition AssuredAfterFailure()
    {
        IsAssuredAfterFailure = true;
        return this;
    }

    public ITargetDefinition ProceedAfterFailure()
    {
        IsProceedAfterFailure = true;
        return this;
    }

    public ITargetDefinition Unlisted()
    {
        IsUnlisted = true;
        return this;
    }

    private TargetDefinition Add<T>(List<T> list, IReadOnlyList<T> items)
    {
        list.AddRange(items);
        return this;
    }

    // The caller's source text is a lambda, '() => Fast'; its body says enough.
    private static string ConditionText(string? expression)
    {
        var text = expression ?? "";
        var arrow = text.StartsWith('(') ? text.IndexOf("=>", StringComparison.Ordinal) : -1;
        var body = arrow < 0 ? text : text[(arrow + 2)..];
        return string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
