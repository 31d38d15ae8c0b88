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

    /// <summary>The character that splits one text into the elements of an array: lists of targets have one.</summary>
    public char? Separator => IsBuiltIn && Name is "Target" or "Skip" ? '+' : null;

    public Type Type => Member is FieldInfo x ? x.FieldType : ((PropertyInfo)Member).PropertyType;

    public bool IsBuiltIn => Member.DeclaringType == typeof(NukeBuild);

    /// <summary>All parameters of a build and its base classes by name, its own ones first.</summary>
    public static IReadOnlyList<ParameterMember> Of(Type buildType)
    {
        var members = new List<ParameterMember>();
        for (var type = buildType; type != null && type != typeof(NukeBuild); type = type.BaseType)
            members.AddRange(DeclaredBy(type));
        var own = members.DistinctBy(x => x.Name, StringComparer.OrdinalIgnoreCase).ToList();
        own.Sort(ByName);
        return [.. own, .. DeclaredBy(typeof(NukeBuild))];
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

    /// <summary>Whether there is something to set: a field, a property with a setter, or the field behind a property without one.</summary>
    public bool CanBeSet => Member is FieldInfo or PropertyInfo { CanWrite: true } || BackingField() != null;

    public void SetValue(NukeBuild build, object value)
    {
        if (Member is PropertyInfo { CanWrite: true } property)
            property.SetValue(build, value);
        else
            (Member as FieldInfo ?? BackingField())!.SetValue(build, value);
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
