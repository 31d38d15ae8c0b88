using System.Collections;

namespace NtkRepro.Pipeline;

/// <summary>
/// A set of exact decimal numbers, written in YAML as a list in any order or as <c>{ from, to, step }</c>, both ends included when the steps
/// meet them. Equal by value; the way it was written does not matter.
/// </summary>
public sealed class NumberRange : IReadOnlyList<decimal>, IEquatable<NumberRange>
{
    internal const int MaximumCount = 100_000;
    private readonly decimal[] _values;

    /// <summary>Creates a range from its values.</summary>
    /// <param name="values">The values; they are kept in ascending order, each once.</param>
    public NumberRange(IEnumerable<decimal> values) => _values = [.. values.Distinct().Order()];

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public decimal this[int index] => _values[index];

    /// <summary>Steps from one end to the other: 0, 0.4, 0.8, … and never 1.2000000000000002.</summary>
    /// <param name="from">The first value.</param>
    /// <param name="to">The bound that no value exceeds.</param>
    /// <param name="step">The distance of two neighbours; positive.</param>
    /// <exception cref="ArgumentException">The step is not positive, the ends are reversed, or there are more than 100 000 values.</exception>
    public static NumberRange Stepped(decimal from, decimal to, decimal step)
    {
        if (Problem(from, to, step) is { } problem)
        {
            throw new ArgumentException(problem, nameof(step));
        }

        var count = (int)decimal.Floor((to - from) / step) + 1;
        return new NumberRange(Enumerable.Range(0, count).Select(i => from + (i * step)));
    }

    /// <summary>The values as binary floating-point numbers.</summary>
    public IReadOnlyList<double> ToDoubles() => [.. _values.Select(v => (double)v)];

    /// <summary>Why there is no such range, or null.</summary>
    internal static string? Problem(decimal from, decimal to, decimal step)
    {
        if (step <= 0)
        {
            return $"step is {CanonicalNumber.Text(step)}; it must be positive";
        }

        if (to < from)
        {
            return $"to ({CanonicalNumber.Text(to)}) is less than from ({CanonicalNumber.Text(from)})";
        }

        // In double: the exact quotient of extreme bounds may not fit a decimal.
        var steps = ((double)to - (double)from) / (double)step;
        return steps >= MaximumCount ? $"{steps:0} steps; at most {MaximumCount} are allowed" : null;
    }

    /// <inheritdoc/>
    public IEnumerator<decimal> GetEnumerator() => ((IEnumerable<decimal>)_values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(NumberRange? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NumberRange);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary><c>[0, 0.4, 0.8]</c></summary>
    public override string ToString() => $"[{string.Join(", ", _values.Select(CanonicalNumber.Text))}]";
}
