using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.Schema;

/// <summary>A parameter as the schema shows it.</summary>
internal sealed record SchemaProperty(string Name, Type Type, string? Description)
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The parameters of a build and its base classes, by name.</summary>
    public static List<SchemaProperty> Of(Type build) =>
        [
            .. build
                .GetMembers(Declared)
                .Where(x => x.IsDefined(typeof(ParameterAttribute)))
                .Select(Of)
                .DistinctBy(x => x.Name, StringComparer.OrdinalIgnoreCase)
                .OrderBy(x => x.Name, StringComparer.CurrentCulture),
        ];

    /// <summary>Whether a type stands under <c>definitions</c>: those of which the schema lists the values.</summary>
    public static bool IsDefined(Type type) => type.IsEnum || type == typeof(ExecutableTarget);

    /// <summary>The type of one value: of an array's element, and of what may be null.</summary>
    public static Type ScalarOf(Type type)
    {
        var scalar = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(scalar) ?? scalar;
    }

    /// <summary>The JSON type, and the format that tells types of .NET apart.</summary>
    public static (string Name, string? Format) Names(Type scalar) =>
        Type.GetTypeCode(scalar) switch
        {
            TypeCode.Boolean => ("boolean", null),
            TypeCode.Int32 => ("integer", "int32"),
            TypeCode.Int64 => ("integer", "int64"),
            TypeCode.Single => ("number", "float"),
            TypeCode.Double => ("number", "double"),
            _ => ("string", null),
        };

    private static SchemaProperty Of(MemberInfo member)
    {
        var attribute = member.GetCustomAttribute<ParameterAttribute>()!;
        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        return new(attribute.Name ?? member.Name, type, attribute.Description?.TrimEnd('.'));
    }
}
