using System.Globalization;

namespace NtkRepro.Acceptance.Tables;

/// <summary>What a table holds, in a form in which two readers can be compared.</summary>
/// <param name="Columns">Name and type of each column.</param>
/// <param name="Rows">The values of each row as <see cref="Text"/> writes them.</param>
internal sealed record TableContents(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    /// <summary>
    /// A value as text: numbers as their bits, so that -0 is not 0; all NaN are one, for a reader need not keep their bits.
    /// </summary>
    public static string? Text(object? value) =>
        value switch
        {
            null => null,
            double.NaN => "NaN",
            double number => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    /// <summary>Where two tables first differ; null where they do not.</summary>
    public static string? Difference(TableContents expected, TableContents actual)
    {
        if (!expected.Columns.SequenceEqual(actual.Columns))
            return $"columns {string.Join(", ", expected.Columns)} but {string.Join(", ", actual.Columns)}";
        if (expected.Rows.Count != actual.Rows.Count)
            return $"{expected.Rows.Count} but {actual.Rows.Count} rows";
        for (var r = 0; r < expected.Rows.Count; r++)
        {
            if (!expected.Rows[r].SequenceEqual(actual.Rows[r]))
                return $"row {r}: {Line(expected.Rows[r])} but {Line(actual.Rows[r])}";
        }
        return null;
    }

    private static string Line(IEnumerable<string?> row) => string.Join(", ", row.Select(value => value ?? "null"));
}
