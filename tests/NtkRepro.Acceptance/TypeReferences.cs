using System.Reflection;

namespace NtkRepro.Acceptance;

/// <summary>
/// Which types a type refers to: by what it is derived from, by its attributes, by the signatures and bodies of its members, and by
/// the signatures of what they call. Constants leave no trace.
/// </summary>
internal static class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    /// <summary>The types, generic ones by their definitions.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        var methods = type.GetConstructors(Declared).Concat<MethodBase>(type.GetMethods(Declared)).ToList();
        AddAll([type.BaseType, .. type.GetInterfaces(), .. Constraints(type)]);
        AddAll(type.GetFields(Declared).Select(f => f.FieldType));
        AddAll(
            type.GetMembers(Declared)
                .Concat(methods.SelectMany(m => m.GetParameters()).Select(p => p.Member))
                .Append(type)
                .SelectMany(m => m.GetCustomAttributesData())
                .SelectMany(a => a.ConstructorArguments.Select(c => c.Value as Type).Append(a.AttributeType))
        );
        foreach (var method in methods)
        {
            AddAll(Signature(method));
            AddAll(method.IsGenericMethod ? method.GetGenericArguments().SelectMany(Constraints) : []);
            if (method.GetMethodBody() is not { } body)
                continue;
            AddAll(body.LocalVariables.Select(v => v.LocalType));
            AddAll(
                body.ExceptionHandlingClauses.Where(c => c.Flags == ExceptionHandlingClauseOptions.Clause)
                    .Select(c => c.CatchType)
            );
            AddAll(MethodBodies.Named(method).SelectMany(Signature));
        }
        return found;

        void AddAll(IEnumerable<Type?> types)
        {
            foreach (var part in types.SelectMany(Parts))
                found.Add(part);
        }
    }

    private static Type[] Constraints(Type type) =>
        type.IsGenericParameter
            ? type.GetGenericParameterConstraints()
            : [.. type.GetGenericArguments().Where(a => a.IsGenericParameter).SelectMany(Constraints)];

    private static IEnumerable<Type?> Signature(MemberInfo member) =>
        member switch
        {
            Type type => [type],
            FieldInfo field => [field.DeclaringType, field.FieldType],
            MethodBase method =>
            [
                method.DeclaringType,
                (method as MethodInfo)?.ReturnType,
                .. method.GetParameters().Select(p => p.ParameterType),
                .. method.IsGenericMethod ? method.GetGenericArguments() : [],
            ],
            _ => [],
        };

    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return [];
        if (type.HasElementType)
            return Parts(type.GetElementType());
        return type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];
    }
}
