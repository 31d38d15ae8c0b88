using System.Globalization;

namespace NtkRepro.Reporting;

/// <summary>Compares tables with those of the reference: rows by their keys, values within tolerances.</summary>
/// <param name="parameters">The tolerances.</param>
internal sealed class VerificationComparison(VerificationParameters parameters)
{
    private static readonly Dictionary<string, ToleranceParameters> NoTolerances = [];

    private static readonly ToleranceParameters Exact = new(0, 0);

    /// <summary>The differences of one table, in the order of the reference's rows.</summary>
    /// <param name="path">Its path below the reference; its file name tells which table it is.</param>
    /// <param name="reference">The reference's file.</param>
    /// <param name="here">This run's file.</param>
    public IReadOnlyList<VerificationDifference> Compare(string path, string reference, string here)
    {
        var (expected, problem) = Read(reference);
        if (expected is null)
            return [new(path, "", "", problem, "")];
        (var actual, problem) = Read(here);
        return actual is null
            ? [new(path, "", "", "", problem)]
            : [.. CompareColumns(path, expected, actual), .. CompareRows(path, expected, actual)];
    }

    /// <summary>The columns of a table that are not compared.</summary>
    public IEnumerable<string> LeftOut(string path) => Tolerances(path).Where(t => !t.Value.Compare).Select(t => t.Key);

    private static (VerificationColumns? Table, string Problem) Read(string file)
    {
        try
        {
            return (VerificationColumns.Read(file), "");
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }

    private static IEnumerable<VerificationDifference> CompareColumns(
        string path,
        VerificationColumns expected,
        VerificationColumns actual
    ) =>
        expected
            .Columns.Keys.Except(actual.Columns.Keys, StringComparer.Ordinal)
            .Select(c => new VerificationDifference(path, "", c, "there", "no such column"))
            .Concat(
                actual
                    .Columns.Keys.Except(expected.Columns.Keys, StringComparer.Ordinal)
                    .Select(c => new VerificationDifference(path, "", c, "no such column", "there"))
            );

    private IEnumerable<VerificationDifference> CompareRows(
        string path,
        VerificationColumns expected,
        VerificationColumns actual
    )
    {
        var keys = KeysOf(path, expected, actual);
        var columns = expected
            .Columns.Keys.Intersect(actual.Columns.Keys, StringComparer.Ordinal)
            .Except(keys, StringComparer.Ordinal)
            .Except(LeftOut(path), StringComparer.Ordinal)
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

    private VerificationDifference? CompareValues(string path, string row, string column, object a, object b)
    {
        if (a.Equals(b)) // also where neither is a number
            return null;
        var plain = new VerificationDifference(path, row, column, Text(a), Text(b));
        if (a is not (double or int) || b is not (double or int))
            return plain;
        var (reference, here) = (Number(a), Number(b));
        var tolerance = Tolerance(path, column, isWhole: a is int && b is int);
        if (!double.IsFinite(reference) || !double.IsFinite(here))
            return plain;
        var difference = Math.Abs(here - reference);
        var allowed = tolerance.Absolute + (tolerance.Relative * Math.Abs(reference));
        return difference <= allowed ? null : plain with { Difference = difference, Tolerance = allowed };
    }

    private ToleranceParameters Tolerance(string path, string column, bool isWhole) =>
        Tolerances(path).TryGetValue(column, out var own) ? own
        : isWhole ? Exact
        : parameters.Tolerance;

    private IReadOnlyDictionary<string, ToleranceParameters> Tolerances(string path) =>
        parameters.Tolerances.GetValueOrDefault(NameOf(path), NoTolerances);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static List<string> KeysOf(string path, VerificationColumns expected, VerificationColumns actual) =>
        VerificationTables.All.TryGetValue(NameOf(path), out var shape)
            ? [.. shape.Keys.Where(k => expected.Columns.ContainsKey(k) && actual.Columns.ContainsKey(k))]
            : [];

    // Rows by their keys in words. Rows with the same keys are told apart by their order.
    private static Dictionary<string, int> Rows(VerificationColumns table, List<string> keys)
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
