namespace Nuke.Common;

/// <summary>Marks a field or property as a parameter, so that the schema of the build describes it.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public class ParameterAttribute(string? description = null) : Attribute
{
    internal string? Description { get; } = description;

    /// <summary>The parameter's name, where it is not the member's.</summary>
    public string? Name { get; set; }
}
