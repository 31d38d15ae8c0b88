using System.Reflection;
using System.Text;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>A parameter that a command can be given.</summary>
/// <param name="Name">As files and the environment name it.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Member">The member of the build that takes its value; null for those of every build.</param>
internal sealed record ParameterDeclaration(string Name, Type Type, string? Description, MemberInfo? Member = null)
{
    /// <summary>Lists of targets to run and to skip, which NUKE reads itself.</summary>
    public const string Target = "Target";

    /// <inheritdoc cref="Target"/>
    public const string Skip = "Skip";

    /// <summary>Whether NUKE shows what it would run.</summary>
    public const string Plan = "Plan";

    /// <summary>The project's folder, which NUKE looks for itself.</summary>
    public const string Root = "Root";

    /// <summary>How much is said.</summary>
    public const string Verbosity = "Verbosity";

    // By its name: this project knows neither NUKE nor its stand-in.
    private const string Attribute = "Nuke.Common.ParameterAttribute";

    /// <summary>Those of every build. NUKE's others (<c>--continue</c>, <c>--host</c>, ...) are not offered.</summary>
    public static IReadOnlyList<ParameterDeclaration> OfEveryBuild { get; } =
    [
        new("Help", typeof(bool), "Shows this text"),
        new("NoLogo", typeof(bool), "Accepted, and of no effect: there is no logo"),
        new(Plan, typeof(bool), "Shows the targets that would run, in order"),
        new(Root, typeof(string), "Root directory during build execution"),
        new(Skip, typeof(string[]), "List of targets to be skipped. Empty list skips all dependencies"),
        new(Target, typeof(string[]), "List of targets to be invoked. Default is '{default_target}'"),
        new(Verbosity, typeof(OutputLevel), "How much is said. Default is 'Normal'"),
        new("Version", typeof(bool), "Shows the version of this program"),
    ];

    /// <summary>The name as people type it, <c>batch-size</c> for <c>BatchSize</c>.</summary>
    public string DashedName { get; } = Dashed(Name);

    public bool IsOfEveryBuild => Member is null;

    /// <summary>Whether NUKE reads it from the command line by itself.</summary>
    public bool IsReadByNuke => IsOfEveryBuild && Name is (Target or Skip or Plan or Root);

    /// <summary>Whether the environment can give it.</summary>
    public bool IsInEnvironment => !(IsOfEveryBuild && Name is ("Help" or "Version"));

    /// <summary>Whether the file of parameters can give it.</summary>
    public bool IsInFiles => IsInEnvironment && !IsReadByNuke;

    public int? Least => Member?.GetCustomAttribute<AtLeastAttribute>()?.Value;

    public IReadOnlyList<string> RequiredBy => Member?.GetCustomAttribute<RequiredByAttribute>()?.Targets ?? [];

    /// <summary>The targets that read it; null where all do.</summary>
    public ReadByAttribute? ReadBy =>
        Member?.GetCustomAttribute<ReadByAttribute>()
        ?? (RequiredBy.Count > 0 ? new ReadByAttribute([.. RequiredBy]) : null);

    /// <summary>Its place among those whose values may stand alone after a target; null where it must be named there.</summary>
    public int? PlaceAfter(string target) =>
        Member
            ?.GetCustomAttributes<FollowsAttribute>()
            .FirstOrDefault(f => string.Equals(f.Target, target, StringComparison.OrdinalIgnoreCase))
            ?.Place;

    /// <summary>What is wrong with a value, or null.</summary>
    public string? Problem(string value) => Member?.GetCustomAttribute<CheckedByAttribute>()?.Problem(value);

    public bool IsNamed(string name) =>
        string.Equals(Name, Words.WithoutDashes(name), StringComparison.OrdinalIgnoreCase);

    /// <summary>The parameters that a build's members declare, by name, and those of every build.</summary>
    public static IReadOnlyList<ParameterDeclaration> Of(Type build)
    {
        var own = build
            .GetMembers(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
            )
            .Where(member => member is FieldInfo or PropertyInfo)
            .Select(Declared)
            .OfType<ParameterDeclaration>()
            .OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        return [.. own, .. OfEveryBuild];
    }

    /// <summary>Gives the build's member a value.</summary>
    public void Set(object build, object value)
    {
        if (Member is FieldInfo field)
            field.SetValue(build, value);
        else
            ((PropertyInfo)Member!).SetValue(build, value);
    }

    private static ParameterDeclaration? Declared(MemberInfo member)
    {
        var attribute = member.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == Attribute);
        if (attribute is null)
            return null;
        var name = attribute.NamedArguments.FirstOrDefault(a => a.MemberName == "Name").TypedValue.Value as string;
        var description = attribute.ConstructorArguments.Select(a => a.Value as string).FirstOrDefault();
        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        return new(name ?? member.Name, type, description, member);
    }

    private static string Dashed(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
