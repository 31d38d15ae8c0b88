namespace NtkRepro.Reporting.CommandLine;

/// <summary>The least value that a parameter of a build may have.</summary>
/// <param name="value">It.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class AtLeastAttribute(int value) : Attribute
{
    /// <summary>The least value.</summary>
    public int Value { get; } = value;
}

/// <summary>A target that cannot run unless this parameter has a value.</summary>
/// <param name="target">Its name.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RequiredByAttribute(string target) : Attribute
{
    /// <summary>The name of the target.</summary>
    public string Target { get; } = target;
}

/// <summary>
/// A target that runs without NUKE where nothing else is asked for, so that another command may run beside it: NUKE keeps files of the
/// checkout to itself. Such a target depends on no other.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DirectAttribute : Attribute;
