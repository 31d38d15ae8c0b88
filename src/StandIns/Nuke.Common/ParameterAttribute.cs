namespace Nuke.Common;

/// <summary>
/// Marks a field or property to be filled from the command line (<c>--member-name value</c>), from an environment variable
/// (<c>MEMBER_NAME</c> or <c>NUKE_MEMBER_NAME</c>) or from <c>.nuke/parameters.json</c> (<c>"MemberName": value</c>), in this order.
/// A member that none of them names keeps its initial value.
/// </summary>
/// <remarks>
/// Types: <see cref="string"/>, <see cref="bool"/>, numbers, enums, <see cref="IO.AbsolutePath"/>, whatever else has a type converter,
/// their nullable forms, and one-dimensional arrays of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public class ParameterAttribute(string? description = null) : Attribute
{
    internal string? Description { get; } = description;

    /// <summary>The parameter's name, where it is not the member's.</summary>
    public string? Name { get; set; }
}
