using System.Globalization;
using nietras.SeparatedValues;

namespace NtkRepro.Reporting.Results;

/// <summary>Writes tables as CSV (RFC 4180, UTF-8, a heading, points as decimal marks), as spreadsheets, R and pandas read them.</summary>
public static class CsvTable
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">As many values each; numbers are written so that they are read back exactly, and what is no number stays empty.</param>
    public static void Write(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        using var writer = Sep.New(',')
            .Writer(o => o with { Escape = true, CultureInfo = CultureInfo.InvariantCulture })
            .ToFile(path);
        writer.Header.Add(columns);
        foreach (var values in rows)
        {
            using var row = writer.NewRow();
            for (var i = 0; i < columns.Count; i++)
                row[i].Set(Text(values[i]));
        }
    }

    private static string Text(object value) =>
        value switch
        {
            double.NaN => "",
            double.PositiveInfinity => "inf",
            double.NegativeInfinity => "-inf",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
