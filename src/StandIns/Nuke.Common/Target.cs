namespace Nuke.Common;

/// <summary>
/// Defines a target: <c>Target Test => _ => _.DependsOn(Compile).Executes(() => ...)</c>. The property's name is the target's name.
/// </summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
