namespace NtkRepro.Reporting.CommandLine;

/// <summary>The least value that a parameter of a build may have.</summary>
/// <param name="value">It.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class AtLeastAttribute(int value) : Attribute
{
    /// <summary>The least value.</summary>
    public int Value { get; } = value;
}

/// <summary>What looks whether a value of a parameter will do, before anything runs.</summary>
/// <param name="owner">The class of the method.</param>
/// <param name="method">A public static method that takes the text, or the full path, and returns what is wrong, or null.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class CheckedByAttribute(Type owner, string method) : Attribute
{
    private readonly Func<string, string?> check = owner.GetMethod(method)!.CreateDelegate<Func<string, string?>>();

    /// <summary>What is wrong with a value, or null.</summary>
    public string? Problem(string value) => check(value);
}

/// <summary>Targets that cannot run unless this parameter has a value.</summary>
/// <param name="targets">Their names.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RequiredByAttribute(params string[] targets) : Attribute
{
    /// <summary>The names of the targets.</summary>
    public IReadOnlyList<string> Targets { get; } = targets;
}

/// <summary>
/// Targets that read this parameter; with others alone it is refused on a command line. A parameter without this or
/// <see cref="RequiredByAttribute"/> may stand with any target.
/// </summary>
/// <param name="targets">Their names.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ReadByAttribute(params string[] targets) : Attribute
{
    /// <summary>The names of the targets.</summary>
    public IReadOnlyList<string> Targets { get; } = targets;

    /// <summary>Whether the targets of single stages read it too.</summary>
    public bool Stages { get; init; }

    /// <summary>Whether a target reads it.</summary>
    public bool IsReadBy(string target) =>
        Targets.Contains(target)
        || (Stages && Reproduction.Stages.Any(s => string.Equals(s.Name, target, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>A command that <c>--help</c> shows.</summary>
/// <param name="command">The command, with the quotes that a shell needs.</param>
/// <param name="meaning">What it does.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExampleAttribute(string command, string meaning) : Attribute
{
    /// <summary>The command.</summary>
    public string Command { get; } = command;

    /// <summary>What it does.</summary>
    public string Meaning { get; } = meaning;
}

/// <summary>
/// A target after which the value of this parameter may stand on the command line without the parameter's name. To NUKE that word would be
/// another target; so it is a target that runs without NUKE.
/// </summary>
/// <param name="target">Its name.</param>
/// <param name="place">Which of several words it is, from 0.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class FollowsAttribute(string target, int place = 0) : Attribute
{
    /// <summary>The name of the target.</summary>
    public string Target { get; } = target;

    /// <summary>Which of several words after the target it is, from 0.</summary>
    public int Place { get; } = place;
}

/// <summary>
/// A target that runs without NUKE where nothing else is asked for, so that another command may run beside it: NUKE keeps files of the
/// checkout to itself. Such a target depends on no other.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DirectAttribute : Attribute;
