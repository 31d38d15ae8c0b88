using System.Globalization;
using NtkRepro.Reporting.Comparing;
using NtkRepro.Reporting.Results;
using Parquet;
using Parquet.Schema;

namespace NtkRepro.Reporting.Sweeping;

/// <summary>
/// A table whose first columns are the parameters that vary, by their paths: numbers where all their values are numbers, else texts.
/// </summary>
internal static class SweptTable
{
    /// <summary>Writes it as Parquet and as CSV.</summary>
    /// <param name="folder">The folder; it must be there.</param>
    /// <param name="name">The files' name without extension.</param>
    /// <param name="parameters">The paths of the parameters.</param>
    /// <param name="rows">For each row the parameters' values, as they were given, and a record: its properties are the other columns.</param>
    public static void Write<T>(
        string folder,
        string name,
        IReadOnlyList<string> parameters,
        IReadOnlyList<(IReadOnlyList<string> Values, T Row)> rows
    )
    {
        var properties = typeof(T)
            .GetConstructors()
            .MaxBy(c => c.GetParameters().Length)!
            .GetParameters()
            .Select(p => typeof(T).GetProperty(p.Name!)!)
            .ToList();
        List<(string Name, object[] Values)> columns =
        [
            .. parameters.Select((path, i) => (path, Parsed([.. rows.Select(r => r.Values[i])]))),
            .. properties.Select(p => (TableFiles.SnakeCase(p.Name), rows.Select(r => p.GetValue(r.Row)!).ToArray())),
        ];
        WriteParquet(Path.Combine(folder, $"{name}.parquet"), columns).GetAwaiter().GetResult();
        CsvTable.Write(
            Path.Combine(folder, $"{name}.csv"),
            [.. columns.Select(c => c.Name)],
            Enumerable.Range(0, rows.Count).Select(r => (IReadOnlyList<object>)[.. columns.Select(c => c.Values[r])])
        );
    }

    /// <summary>A value as a number; null where it is none.</summary>
    public static double? Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static object[] Parsed(IReadOnlyList<string> values) =>
        values.All(v => Number(v) is not null)
            ? [.. values.Select(v => (object)Number(v)!.Value)]
            : [.. values.Select(v => v.Trim('"', '\''))];

    private static async Task WriteParquet(string path, List<(string Name, object[] Values)> columns)
    {
        var fields = columns
            .Select(c => new DataField(c.Name, c.Values.Length > 0 ? c.Values[0].GetType() : typeof(string), false))
            .ToArray();
        var options = new ParquetOptions();
        // Of this encoding the package keeps no bounds, which not-a-number would make wrong.
        foreach (var field in fields.Where(f => f.ClrType == typeof(double)))
            options.ColumnEncodingHints[field.Name] = EncodingHint.ByteSplitStream;
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, options))
        {
            if (columns[0].Values.Length > 0)
            {
                using var group = writer.CreateRowGroup();
                foreach (var (field, (_, values)) in fields.Zip(columns))
                {
                    await (
                        values[0] switch
                        {
                            double => group.WriteAsync<double>(field, Array.ConvertAll(values, v => (double)v)),
                            int => group.WriteAsync<int>(field, Array.ConvertAll(values, v => (int)v)),
                            bool => group.WriteAsync<bool>(field, Array.ConvertAll(values, v => (bool)v)),
                            _ => group.WriteAsync(field, Array.ConvertAll(values, v => (string)v)),
                        }
                    );
                }
                group.CompleteValidate();
            }
        }
        await File.WriteAllBytesAsync(path, stream.ToArray());
    }
}
