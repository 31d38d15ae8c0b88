using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NtkRepro.Pipeline;

/// <summary>Reads a scalar.</summary>
/// <param name="node">The YAML scalar.</param>
/// <param name="value">The value.</param>
/// <returns>What is wrong, or null.</returns>
internal delegate string? ScalarParser(ScalarNode node, out object? value);

/// <summary>The scalar types that parameters may have.</summary>
internal static partial class ScalarTypes
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
            Bounded(number, underlying, text + RangeText(range), range),
            IsNumeric: true,
            isNullable
        )
        {
            Range = range,
        };
    }

    /// <summary>The order of the elements of a set: numbers by value, texts by their characters.</summary>
    public static IComparer<object?> Order { get; } =
        Comparer<object?>.Create(
            (a, b) =>
                a is string text ? string.CompareOrdinal(text, (string?)b) : Comparer<object?>.Default.Compare(a, b)
        );

    /// <summary>Reads any decimal number, whatever bounds its owner has.</summary>
    public static ScalarParser AnyDecimal { get; } =
        Bounded(Number(typeof(decimal))!, typeof(decimal), "number", range: null);

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

    private static ScalarParser Bounded(ScalarParser parse, Type type, string typeText, RangeAttribute? range) =>
        (ScalarNode node, out object? value) =>
        {
            var isParsed = parse(node, out value) is null;
            var isWhole = type == typeof(int) || type == typeof(long);
            if (!node.IsPlain || (!isParsed && !(isWhole ? WholeNumber() : AnyNumber()).IsMatch(node.Text)))
            {
                return $"expected a {typeText}, found {(node.IsPlain ? node.Kind : $"the text \"{node.Text}\"")}";
            }

            if (LeadingZero().IsMatch(node.Text))
            {
                return $"{node.Kind} begins with a zero, which some read as octal; write the number without it";
            }

            if (!isParsed)
            {
                return $"{node.Kind} is out of range; allowed: {Bounds(type, range)}";
            }

            var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
            if (number == 0 && NotZero().IsMatch(node.Text))
            {
                return $"{node.Kind} cannot be told from 0; write 0";
            }

            return range is null || (number >= range.Minimum && number <= range.Maximum)
                ? null
                : $"{node.Text} is out of range; allowed:{RangeText(range)}";
        };

    // The bounds of a number that its type cannot hold: the type's, or closer ones that the parameter has.
    private static string Bounds(Type type, RangeAttribute? range)
    {
        var (least, most) = Limits(type);
        return $"from {Bound(least, range?.Minimum, isLeast: true)} to {Bound(most, range?.Maximum, isLeast: false)}";
    }

    private static string Bound(IConvertible limit, double? bound, bool isLeast)
    {
        var end = limit.ToDouble(CultureInfo.InvariantCulture);
        return bound is { } own && (isLeast ? own > end : own < end)
            ? CanonicalNumber.Text(own)
            : limit.ToString(CultureInfo.InvariantCulture);
    }

    private static (IConvertible Least, IConvertible Most) Limits(Type type) =>
        type == typeof(int) ? (int.MinValue, int.MaxValue)
        : type == typeof(long) ? (long.MinValue, long.MaxValue)
        : type == typeof(decimal) ? (decimal.MinValue, decimal.MaxValue)
        : (double.MinValue, double.MaxValue);

    [GeneratedRegex("^[+-]?[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(
        @"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AnyNumber();

    [GeneratedRegex("^[+-]?0[0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeadingZero();

    [GeneratedRegex("^[^eE]*[1-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotZero();

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
