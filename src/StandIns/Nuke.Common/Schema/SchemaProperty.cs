using Nuke.Common.Execution;

namespace Nuke.Common.Schema;

/// <summary>A parameter as the schema shows it.</summary>
internal sealed record SchemaProperty(string Name, Type Type, string? Description)
{
    /// <summary>Whether a type stands under <c>definitions</c>: those of which the schema lists the values.</summary>
    public static bool IsDefined(Type type) => type.IsEnum || type == typeof(Host) || type == typeof(ExecutableTarget);

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
}
