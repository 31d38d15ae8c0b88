namespace Nuke.Common.Execution;

/// <summary>Takes down what a target says of itself.</summary>
/// <param name="target">The target.</param>
internal sealed class TargetDefinition(ExecutableTarget target) : ITargetDefinition
{
    public List<Target> Dependencies { get; } = [];

    // For lists for people, which the engine does not print here.
    ITargetDefinition ITargetDefinition.Description(string description) => this;

    ITargetDefinition ITargetDefinition.Executes(params Action[] actions)
    {
        target.Actions.AddRange(actions);
        return this;
    }

    ITargetDefinition ITargetDefinition.DependsOn(params Target[] targets)
    {
        Dependencies.AddRange(targets);
        return this;
    }
}
