using System.Reflection;
using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>Derives a schema from a record type, once per load.</summary>
internal static class SchemaBuilder
{
    /// <exception cref="InvalidOperationException">The type holds something that cannot be a parameter: a programming error.</exception>
    public static RecordSchema Build(Type root) => BuildRecord(root, []);

    private static RecordSchema BuildRecord(Type type, HashSet<Type> parents)
    {
        if (!parents.Add(type))
        {
            throw new InvalidOperationException($"{type.Name} contains itself; parameters must be a finite tree");
        }

        var constructor =
            type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"{type.Name} has no public constructor");
        var nullability = new NullabilityInfoContext();
        var properties = constructor.GetParameters().Select(p => BuildProperty(type, p, nullability, parents)).ToList();
        parents.Remove(type);
        return new RecordSchema(type, constructor, properties);
    }

    private static PropertySchema BuildProperty(
        Type owner,
        ParameterInfo parameter,
        NullabilityInfoContext nullability,
        HashSet<Type> parents
    )
    {
        var property = owner.GetProperty(parameter.Name!);
        T? Find<T>()
            where T : Attribute => parameter.GetCustomAttribute<T>() ?? property?.GetCustomAttribute<T>();

        var nullable = nullability.Create(parameter).ReadState == NullabilityState.Nullable;
        var schema =
            BuildValue(
                parameter.ParameterType,
                nullable,
                new Marks(Find<RangeAttribute>(), Find<OneOfAttribute>(), Find<SetAttribute>()),
                parents
            )
            ?? throw new InvalidOperationException(
                $"{owner.Name}.{parameter.Name} is a {parameter.ParameterType.Name}; parameters are bool, int, long, double, decimal, "
                    + "string, enums, records, NumberRange, IReadOnlyList<T> and IReadOnlyDictionary<string, T>"
            );
        return new PropertySchema(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!),
            schema,
            Find<HelpAttribute>()?.Text,
            InKey: Find<NotInKeyAttribute>() is null,
            parameter.HasDefaultValue,
            DefaultOf(parameter),
            Find<OptionalAttribute>() is not null
        )
        {
            Units =
            [
                .. parameter.GetCustomAttributes<UnitAttribute>(),
                .. property?.GetCustomAttributes<UnitAttribute>() ?? [],
            ],
        };
    }

    /// <summary>An enum's default is stored as its number; a struct's default as null.</summary>
    private static object? DefaultOf(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null when type.IsValueType && type == parameter.ParameterType => Activator.CreateInstance(type),
            { } value when type.IsEnum => Enum.ToObject(type, value),
            var value => value,
        };
    }

    private static ParameterSchema? BuildValue(Type type, bool nullable, Marks marks, HashSet<Type> parents)
    {
        if (ScalarTypes.Find(type, nullable, marks.Range, marks.OneOf) is { } scalar)
        {
            return scalar;
        }

        if (type == typeof(NumberRange))
        {
            return new NumberRangeSchema(ScalarTypes.Find(typeof(decimal), nullable: false, marks.Range, oneOf: null)!);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var element = BuildValue(type.GetGenericArguments()[0], nullable: false, marks, parents);
            return element is null ? null : new ListSchema(type, element, marks.Set);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var arguments = type.GetGenericArguments();
            var element = BuildValue(arguments[1], nullable: false, marks, parents);
            return element is null || arguments[0] != typeof(string) ? null : new MapSchema(type, element);
        }

        return type.IsClass && type.Assembly != typeof(object).Assembly ? BuildRecord(type, parents) : null;
    }

    // What a property says of the scalars and lists in it.
    private sealed record Marks(RangeAttribute? Range, OneOfAttribute? OneOf, SetAttribute? Set);
}
