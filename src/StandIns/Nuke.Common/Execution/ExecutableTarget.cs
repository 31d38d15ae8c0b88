namespace Nuke.Common.Execution;

/// <summary>A target: what its definition says of it, and whether it runs.</summary>
/// <param name="name">The name of the property that defines it.</param>
/// <param name="factory">The property's value; equal delegates mean equal targets.</param>
/// <param name="isDefault">Whether it runs when no target is named.</param>
internal sealed class ExecutableTarget(string name, Target factory, bool isDefault) : ITargetDefinition
{
    public string Name { get; } = name;
    public Target Factory { get; } = factory;
    public bool IsDefault { get; } = isDefault;

    public List<Action> Actions { get; } = [];
    public List<Target> DependencyFactories { get; } = [];

    /// <summary>Targets that run before this one, and because of it.</summary>
    public List<ExecutableTarget> Dependencies { get; } = [];

    /// <summary>Whether the target was asked for by name.</summary>
    public bool IsInvoked { get; set; }

    /// <summary>Whether it is not to run.</summary>
    public bool IsSkipped { get; set; }

    // For lists for people, which the engine does not print here.
    ITargetDefinition ITargetDefinition.Description(string description) => this;

    ITargetDefinition ITargetDefinition.Executes(params Action[] actions) => Add(Actions, actions);

    ITargetDefinition ITargetDefinition.DependsOn(params Target[] targets) => Add(DependencyFactories, targets);

    private ExecutableTarget Add<T>(List<T> list, IReadOnlyList<T> items)
    {
        list.AddRange(items);
        return this;
    }
}
