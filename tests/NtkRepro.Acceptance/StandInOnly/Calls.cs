using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace NtkRepro.Acceptance;

/// <summary>What an assembly refers to in another, by the definitions there.</summary>
internal static class Calls
{
    public const BindingFlags Everything =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    /// <summary>Methods, constructors and fields, each overload by itself.</summary>
    public static IEnumerable<MemberInfo> Members(Assembly caller, Assembly callee) =>
        Tokens(caller, TableIndex.MemberRef)
            .Select(token => Resolve(arguments => caller.ManifestModule.ResolveMember(token, arguments, arguments)))
            .OfType<MemberInfo>()
            .Where(member => member.Module.Assembly == callee)
            .Select(Definition)
            .Concat(NamedArguments(caller, callee))
            .Concat(Overridden(caller, callee))
            .Concat(Hidden(caller, callee))
            .Distinct();

    /// <summary>The types.</summary>
    public static IEnumerable<Type> Types(Assembly caller, Assembly callee) =>
        Tokens(caller, TableIndex.TypeRef)
            .Select(token => Resolve(_ => caller.ManifestModule.ResolveType(token)))
            .OfType<Type>()
            .Where(type => type.Assembly == callee)
            // Not those that are named only because others are nested in them.
            .Where(type =>
                type.GetMembers(Everything).Any(member => member is not Type) || type.GetNestedTypes().Length == 0
            );

    // The member as it stands in its own assembly, whatever its types' arguments are.
    private static MemberInfo Definition(MemberInfo member) =>
        Resolve(arguments => member.Module.ResolveMember(member.MetadataToken, arguments, arguments)) ?? member;

    // Names of the properties that are set on an attribute are no references, but text.
    private static IEnumerable<MemberInfo> NamedArguments(Assembly caller, Assembly callee) =>
        caller
            .GetTypes()
            .SelectMany(type => type.GetMembers(Everything).Append(type))
            .SelectMany(member => member.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType.Assembly == callee)
            .SelectMany(attribute => attribute.NamedArguments)
            .Select(argument => argument.MemberInfo)
            .OfType<PropertyInfo>()
            .Select(property => Definition(property.SetMethod!));

    // Overriding a method needs it as calling does, but leaves no reference to it.
    private static IEnumerable<MemberInfo> Overridden(Assembly caller, Assembly callee) =>
        caller
            .GetTypes()
            .SelectMany(type => type.GetMethods(Everything))
            .Select(method => method.GetBaseDefinition())
            .Where(method => method.Module.Assembly == callee)
            .Select(Definition);

    // A member that is declared `new` hides one that must be there, or the compiler objects.
    private static IEnumerable<MemberInfo> Hidden(Assembly caller, Assembly callee) =>
        caller
            .GetTypes()
            .Where(type => type.BaseType?.Assembly == callee)
            .SelectMany(type =>
                type.GetProperties(Everything)
                    .SelectMany(own => type.BaseType!.GetProperties(Everything).Where(p => p.Name == own.Name))
            )
            .SelectMany(property => property.GetAccessors(nonPublic: true));

    private static IReadOnlyList<int> Tokens(Assembly assembly, TableIndex table)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var count = file.GetMetadataReader().GetTableRowCount(table);
        return [.. Enumerable.Range(1, count).Select(row => ((int)table << 24) | row)];
    }

    // A reference alone does not know the caller's own type parameters: any type that their constraints allow stands for
    // them. What has no such (the methods of arrays, lists of variable arguments) is nothing of ours.
    private static T? Resolve<T>(Func<Type[], T?> resolve)
        where T : class
    {
        foreach (var type in new[] { typeof(object), typeof(int) })
        {
            try
            {
                return resolve([.. Enumerable.Repeat(type, 8)]);
            }
            catch (Exception exception) when (exception is ArgumentException or TypeLoadException) { }
        }
        return null;
    }
}
