using System.Globalization;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting;

/// <summary>
/// Compares tables with those of the reference: byte for byte, and where these differ value by value, rows by their keys.
/// </summary>
internal static class VerificationComparison
{
    /// <summary>The differences of one table, in the order of the reference's rows; none where its bytes are the same.</summary>
    /// <param name="path">Its path below the reference; its file name tells which table it is.</param>
    /// <param name="reference">The reference's file.</param>
    /// <param name="here">This run's file.</param>
    public static IReadOnlyList<VerificationDifference> Compare(string path, string reference, string here)
    {
        if (File.ReadAllBytes(reference).AsSpan().SequenceEqual(File.ReadAllBytes(here)))
            return [];
        var (expected, problem) = Read(reference);
        if (expected is null)
            return [new(path, "", "", problem, "")];
        (var actual, problem) = Read(here);
        if (actual is null)
            return [new(path, "", "", "", problem)];
        VerificationDifference[] values =
        [
            .. CompareColumns(path, expected, actual),
            .. CompareRows(path, expected, actual),
        ];
        return values.Length > 0 ? values : [new(path, "", "", "these values", "the same in other bytes or order")];
    }

    private static (TableColumns? Table, string Problem) Read(string file)
    {
        try
        {
            return (TableColumns.Read(file), "");
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }

    private static IEnumerable<VerificationDifference> CompareColumns(
        string path,
        TableColumns expected,
        TableColumns actual
    ) =>
        expected
            .Columns.Keys.Except(actual.Columns.Keys, StringComparer.Ordinal)
            .Select(c => new VerificationDifference(path, "", c, "there", "no such column"))
            .Concat(
                actual
                    .Columns.Keys.Except(expected.Columns.Keys, StringComparer.Ordinal)
                    .Select(c => new VerificationDifference(path, "", c, "no such column", "there"))
            );

    private static IEnumerable<VerificationDifference> CompareRows(
        string path,
        TableColumns expected,
        TableColumns actual
    )
    {
        var keys = KeysOf(path, expected, actual);
        var columns = expected
            .Columns.Keys.Intersect(actual.Columns.Keys, StringComparer.Ordinal)
            .Except(keys, StringComparer.Ordinal)
            .ToList();
        var left = Rows(actual, keys);
        foreach (var (name, row) in Rows(expected, keys))
        {
            if (!left.Remove(name, out var other))
                yield return new VerificationDifference(path, name, "", "there", "no such row");
            else
                foreach (var column in columns)
                {
                    var (a, b) = (expected.Columns[column][row], actual.Columns[column][other]);
                    if (CompareValues(path, name, column, a, b) is { } difference)
                        yield return difference;
                }
        }
        foreach (var name in left.Keys)
            yield return new VerificationDifference(path, name, "", "no such row", "there");
    }

    private static VerificationDifference? CompareValues(string path, string row, string column, object a, object b)
    {
        if (IsSame(a, b))
            return null;
        var plain = new VerificationDifference(path, row, column, Text(a), Text(b));
        if (a is not (double or int) || b is not (double or int))
            return plain;
        var (reference, here) = (Number(a), Number(b));
        return double.IsFinite(reference) && double.IsFinite(here)
            ? plain with
            {
                Difference = Math.Abs(here - reference),
            }
            : plain;
    }

    // Zero and minus zero are two numbers, and what is no number is the same as another such.
    private static bool IsSame(object a, object b) =>
        a is double x && b is double y
            ? BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y)
                || (double.IsNaN(x) && double.IsNaN(y))
            : a.Equals(b);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static List<string> KeysOf(string path, TableColumns expected, TableColumns actual) =>
        VerificationTables.All.TryGetValue(NameOf(path), out var shape)
            ? [.. shape.Keys.Where(k => expected.Columns.ContainsKey(k) && actual.Columns.ContainsKey(k))]
            : [];

    // Rows by their keys in words. Rows with the same keys are told apart by their order.
    private static Dictionary<string, int> Rows(TableColumns table, List<string> keys)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < table.Count; row++)
        {
            var name = string.Join(", ", keys.Select(k => KeyText(k, table.Columns[k][row])));
            var unique = keys.Count == 0 ? $"row {row + 1}" : name;
            for (var i = 2; !rows.TryAdd(unique, row); i++)
                unique = $"{name} (no. {i})";
        }
        return rows;
    }

    // Times are sums of steps in floating point: what is equal to nine decimals is the same time.
    private static string KeyText(string name, object value) =>
        value switch
        {
            string text => text,
            double number =>
                $"{name} {(Math.Round(number, 9) + 0.0).ToString("0.#########", CultureInfo.InvariantCulture)}",
            _ => $"{name} {Text(value)}",
        };

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string Text(object value) =>
        value switch
        {
            double d => d.ToString("R", CultureInfo.InvariantCulture),
            bool b => b ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
