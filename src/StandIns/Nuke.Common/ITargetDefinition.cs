namespace Nuke.Common;

/// <summary>The fluent interface by which a <see cref="Target"/> says what it is.</summary>
public interface ITargetDefinition
{
    /// <summary>Says what the target is for.</summary>
    ITargetDefinition Description(string description);

    /// <summary>Adds actions. A target without any only gathers its dependencies.</summary>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>Names targets that run before this one, and because of it.</summary>
    ITargetDefinition DependsOn(params Target[] targets);
}
