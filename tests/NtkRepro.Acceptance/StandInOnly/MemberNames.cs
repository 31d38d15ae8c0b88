using System.Reflection;

namespace NtkRepro.Acceptance;

/// <summary>Types and members as the tables of the stand-ins call them.</summary>
internal static class MemberNames
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_UnaryNegation"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_GreaterThan"] = ">",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_Implicit"] = "implicit",
        ["op_Explicit"] = "explicit",
        ["get_Item"] = "this[]",
        ["set_Item"] = "this[]",
    };

    /// <summary>The name without namespace and type parameters, a nested type's after that of the outer one.</summary>
    public static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer ? $"{Of(outer)}.{name}" : name;
    }

    /// <summary>A method by its name, accessors by that of the property or event, a constructor as <c>new</c>.</summary>
    public static string Of(MemberInfo member)
    {
        if (member is ConstructorInfo)
            return "new";
        if (Operators.TryGetValue(member.Name, out var known))
            return known;
        return member is MethodInfo { IsSpecialName: true }
            ? member.Name[(member.Name.IndexOf('_') + 1)..]
            : member.Name;
    }

    /// <summary>Type and member, for messages, with the types of the parameters.</summary>
    public static string Full(MemberInfo member)
    {
        var parameters = member is MethodBase method
            ? $"({string.Join(", ", method.GetParameters().Select(p => Of(p.ParameterType)))})"
            : "";
        return $"{Of(member.DeclaringType!)}: {Of(member)}{parameters}";
    }
}
