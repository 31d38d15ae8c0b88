using System.Reflection;
using System.Runtime.CompilerServices;

namespace NtkRepro.Acceptance;

/// <summary>What a stand-in has, beside what is called.</summary>
internal sealed class Slice
{
    private readonly IReadOnlyList<Type> types;
    private readonly HashSet<MemberInfo> needed = [];
    private readonly HashSet<Type> named;

    /// <param name="standIn">The assembly.</param>
    /// <param name="callers">Those whose needs count.</param>
    public Slice(Assembly standIn, IReadOnlyList<Assembly> callers)
    {
        types = standIn.GetExportedTypes();
        var called = callers.SelectMany(caller => Calls.Members(caller, standIn)).ToHashSet();
        named = callers.SelectMany(caller => Calls.Types(caller, standIn)).ToHashSet();
        foreach (var member in types.SelectMany(Visible).Where(member => IsNeeded(member, called)))
            needed.Add(member);
    }

    /// <summary>Public or protected members, and types, that no caller needs.</summary>
    public IReadOnlyList<string> Idle
    {
        get
        {
            var mentioned = needed.SelectMany(Mentioned).SelectMany(Parts).Concat(named).ToHashSet();
            return
            [
                .. types
                    .Where(type => !type.IsEnum && !type.IsSubclassOf(typeof(Delegate)))
                    .SelectMany(Visible)
                    .Except(needed)
                    .Select(MemberNames.Full)
                    .Concat(types.Where(type => !IsNeeded(type, mentioned)).Select(MemberNames.Of))
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Whether another assembly can call it by its name: the members of delegates it calls as methods.</summary>
    public static bool IsVisible(MemberInfo member) =>
        member.DeclaringType is { IsVisible: true } type
        && !type.IsSubclassOf(typeof(Delegate))
        && (type.IsEnum || Visible(type).Contains(member));

    // What another assembly can call; not what the compiler adds by itself.
    private static IEnumerable<MemberInfo> Visible(Type type) =>
        type.GetMembers(Calls.Everything)
            .Where(member =>
                !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is MethodInfo { IsSpecialName: true }
            )
            .Where(member =>
                member switch
                {
                    MethodBase method => !method.IsPrivate
                        && IsOpen(method.Attributes & MethodAttributes.MemberAccessMask, type),
                    FieldInfo field => !field.IsLiteral
                        && !field.IsSpecialName
                        && (field.IsPublic || (field.IsFamily && !type.IsSealed)),
                    _ => false,
                }
            );

    private static bool IsOpen(MethodAttributes access, Type type) =>
        access == MethodAttributes.Public
        || (!type.IsSealed && access is MethodAttributes.Family or MethodAttributes.FamORAssem);

    private static bool IsNeeded(MemberInfo member, HashSet<MemberInfo> called) =>
        called.Contains(member)
        || (member is MethodInfo method && (Partners(method).Any(called.Contains) || Stands(method, called)));

    // Members that C# or a property has in pairs.
    private static IEnumerable<MemberInfo> Partners(MethodInfo method)
    {
        var type = method.DeclaringType!;
        foreach (
            var property in type.GetProperties(Calls.Everything)
                .Where(p => p.GetAccessors(nonPublic: true).Contains(method))
        )
        {
            foreach (var accessor in property.GetAccessors(nonPublic: true))
                yield return accessor;
        }
        foreach (
            var happening in type.GetEvents(Calls.Everything)
                .Where(e => e.AddMethod == method || e.RemoveMethod == method)
        )
        {
            yield return happening.AddMethod!;
            yield return happening.RemoveMethod!;
        }
        if (method.Name is "op_Equality" or "op_Inequality")
        {
            foreach (
                var pair in type.GetMethods(Calls.Everything).Where(m => m.Name is "op_Equality" or "op_Inequality")
            )
                yield return pair;
        }
    }

    // Whether a base class or an interface asks for it, which someone needs or which is not the stand-in's.
    private static bool Stands(MethodInfo method, HashSet<MemberInfo> called)
    {
        var type = method.DeclaringType!;
        var root = method.GetBaseDefinition();
        if (root != method)
            return root.Module != method.Module || called.Contains(root);
        return !type.IsInterface
            && type.GetInterfaces()
                .Select(type.GetInterfaceMap)
                .SelectMany(map => map.InterfaceMethods.Zip(map.TargetMethods))
                .Where(pair => pair.Second == method)
                .Any(pair =>
                    pair.First.Module != method.Module || called.Any(m => m.MetadataToken == pair.First.MetadataToken)
                );
    }

    // Named, thrown, or an attribute, base class or interface of what is, or part of the signature of a member that is needed.
    private bool IsNeeded(Type type, HashSet<Type> mentioned) =>
        mentioned.Contains(type)
        || type.IsSubclassOf(typeof(Exception))
        || Visible(type).Any(needed.Contains)
        || types.Any(other =>
            other != type
            && (
                Parts(other.BaseType).Contains(type)
                || other.GetInterfaces().SelectMany(Parts).Contains(type)
                || (other.DeclaringType == type)
            )
        );

    private static IEnumerable<Type?> Mentioned(MemberInfo member) =>
        member switch
        {
            MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType)],
            ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
            FieldInfo field => [field.FieldType],
            _ => [],
        };

    // A type's definition, and those of its arguments and elements.
    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null)
            return [];
        if (type.HasElementType)
            return Parts(type.GetElementType());
        return type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];
    }
}
