using System.Reflection;
using System.Text;

namespace Nuke.Common.ValueInjection;

/// <summary>A field or property that is marked as a parameter.</summary>
internal sealed record ParameterMember(MemberInfo Member, ParameterAttribute Attribute)
{
    private const BindingFlags Declared =
        BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    public string Name => Attribute.Name ?? Member.Name;

    /// <summary>The name as people type it, <c>batch-size</c> for <c>BatchSize</c>.</summary>
    public string DashedName => Dashed(Name);

    public char? Separator => Attribute.Separator is [var x] ? x : null;

    public Type Type => Member is FieldInfo x ? x.FieldType : ((PropertyInfo)Member).PropertyType;

    public bool IsBuiltIn => Member.DeclaringType == typeof(NukeBuild);

    /// <summary>The parameters that every build has.</summary>
    public static IReadOnlyList<ParameterMember> BuiltIn { get; } = DeclaredBy(typeof(NukeBuild));

    /// <summary>All parameters of a build and its base classes by name, its own ones first.</summary>
    public static IReadOnlyList<ParameterMember> Of(Type buildType)
    {
        var members = new List<ParameterMember>();
        for (var type = buildType; type != null && type != typeof(NukeBuild); type = type.BaseType)
            members.AddRange(DeclaredBy(type));
        var own = members.DistinctBy(x => x.Name, StringComparer.OrdinalIgnoreCase).ToList();
        own.Sort(ByName);
        return [.. own, .. BuiltIn];
    }

    private static List<ParameterMember> DeclaredBy(Type type)
    {
        var members = new List<ParameterMember>();
        foreach (var member in type.GetMembers(Declared))
            if (member is FieldInfo or PropertyInfo && member.IsDefined(typeof(ParameterAttribute)))
                members.Add(new(member, member.GetCustomAttribute<ParameterAttribute>()!));
        members.Sort(ByName);
        return members;
    }

    private static int ByName(ParameterMember a, ParameterMember b) =>
        string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase);

    public bool IsNamed(string name) =>
        string.Equals(Name, CommandLine.WithoutDashes(name), StringComparison.OrdinalIgnoreCase);

    public object? GetValue(NukeBuild build) =>
        Member is FieldInfo field ? field.GetValue(build) : ((PropertyInfo)Member).GetValue(build);

    /// <summary>Sets the field, the property or, where it has no setter, the field behind it.</summary>
    public void SetValue(NukeBuild build, object? value)
    {
        if (Member is PropertyInfo { CanWrite: true } property)
            property.SetValue(build, value);
        else if ((Member as FieldInfo ?? BackingField()) is { } field)
            field.SetValue(build, value);
        else
            throw new InvalidOperationException($"Parameter '{Member.Name}' is a property that cannot be set.");
    }

    private FieldInfo? BackingField() => Member.DeclaringType!.GetField($"<{Member.Name}>k__BackingField", Declared);

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
