using System.Globalization;
using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>Reads a scalar.</summary>
/// <param name="node">The YAML scalar.</param>
/// <param name="value">The value.</param>
/// <returns>What is wrong, or null.</returns>
internal delegate string? ScalarParser(ScalarNode node, out object? value);

/// <summary>The scalar types that parameters may have.</summary>
internal static class ScalarTypes
{
    public static ScalarSchema? Find(Type type, bool nullable, RangeAttribute? range, OneOfAttribute? oneOf)
    {
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = nullable || underlying != type;
        if (underlying == typeof(string))
        {
            return new ScalarSchema(
                type,
                oneOf is null ? "text" : $"one of {List(oneOf.Values)}",
                Text(oneOf),
                false,
                isNullable
            )
            {
                Choices = oneOf?.Values,
            };
        }

        if (underlying == typeof(bool))
        {
            return new ScalarSchema(type, "true or false", ParseBool, IsNumeric: false, isNullable);
        }

        if (underlying.IsEnum)
        {
            var names = Enum.GetNames(underlying)
                .ToDictionary(Kebab, n => Enum.Parse(underlying, n), StringComparer.Ordinal);
            return new ScalarSchema(type, $"one of {List(names.Keys)}", Enumeration(names), false, isNullable)
            {
                Choices = [.. names.Keys],
            };
        }

        var number = Number(underlying);
        if (number is null)
        {
            return null;
        }

        var text = underlying == typeof(int) || underlying == typeof(long) ? "whole number" : "number";
        return new ScalarSchema(
            type,
            text + RangeText(range),
            Bounded(number, text + RangeText(range), range),
            IsNumeric: true,
            isNullable
        )
        {
            Range = range,
        };
    }

    /// <summary>Reads any decimal number, whatever bounds its owner has.</summary>
    public static ScalarParser AnyDecimal { get; } = Bounded(Number(typeof(decimal))!, "number", range: null);

    /// <summary>The value's canonical text, as it stands in names and paths.</summary>
    public static string CanonicalText(object value) =>
        value switch
        {
            bool b => b ? "true" : "false",
            double d => CanonicalNumber.Text(d),
            decimal m => CanonicalNumber.Text(m),
            Enum e => Kebab(e.ToString()),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    public static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static ScalarParser Text(OneOfAttribute? oneOf) =>
        (ScalarNode node, out object? value) =>
        {
            value = node.Text;
            return oneOf is null || oneOf.Values.Contains(node.Text, StringComparer.Ordinal)
                ? null
                : $"'{node.Text}'" + Suggestion.For(node.Text, oneOf.Values);
        };

    private static string? ParseBool(ScalarNode node, out object? value)
    {
        value = node.Text == "true";
        return node.IsPlain && node.Text is "true" or "false" ? null : $"expected true or false, found {node.Kind}";
    }

    private static ScalarParser Enumeration(Dictionary<string, object> names) =>
        (ScalarNode node, out object? value) =>
            names.TryGetValue(node.Text.Replace('_', '-'), out value)
                ? null
                : $"'{node.Text}'" + Suggestion.For(node.Text, names.Keys);

    private static ScalarParser? Number(Type type)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        if (type == typeof(int))
        {
            return (ScalarNode n, out object? v) =>
                Boxed(int.TryParse(n.Text, Whole, CultureInfo.InvariantCulture, out var x), x, out v);
        }

        if (type == typeof(long))
        {
            return (ScalarNode n, out object? v) =>
                Boxed(long.TryParse(n.Text, Whole, CultureInfo.InvariantCulture, out var x), x, out v);
        }

        if (type == typeof(decimal))
        {
            return (ScalarNode n, out object? v) => Boxed(CanonicalNumber.TryParse(n.Text, out var x), x, out v);
        }

        return type == typeof(double)
            ? (ScalarNode n, out object? v) =>
                Boxed(
                    double.TryParse(n.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
                        && double.IsFinite(x),
                    x,
                    out v
                )
            : null;
    }

    private static string? Boxed(bool parsed, object number, out object? value)
    {
        value = number;
        return parsed ? null : "";
    }

    private static ScalarParser Bounded(ScalarParser parse, string typeText, RangeAttribute? range) =>
        (ScalarNode node, out object? value) =>
        {
            if (parse(node, out value) is not null || !node.IsPlain)
            {
                return $"expected a {typeText}, found {(node.IsPlain ? node.Kind : $"the text \"{node.Text}\"")}";
            }

            var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
            return range is null || (number >= range.Minimum && number <= range.Maximum)
                ? null
                : $"{node.Text} is out of range; allowed:{RangeText(range)}";
        };

    private static string RangeText(RangeAttribute? range) =>
        range switch
        {
            null => "",
            { Minimum: double.NegativeInfinity or double.MinValue } =>
                $" at most {CanonicalNumber.Text(range.Maximum)}",
            { Maximum: double.PositiveInfinity or double.MaxValue or int.MaxValue or long.MaxValue } =>
                $" at least {CanonicalNumber.Text(range.Minimum)}",
            _ => $" from {CanonicalNumber.Text(range.Minimum)} to {CanonicalNumber.Text(range.Maximum)}",
        };

    private static string List(IEnumerable<string> values) => string.Join(", ", values);
}
