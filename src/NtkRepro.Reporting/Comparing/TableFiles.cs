using NtkRepro.Data;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Comparing;

/// <summary>Writes a table twice: as Parquet, and as CSV for people.</summary>
internal static class TableFiles
{
    /// <summary>Writes both files.</summary>
    /// <param name="folder">The folder; it must be there.</param>
    /// <param name="name">Their name without extension.</param>
    /// <param name="rows">Records, as <see cref="Table"/> takes them.</param>
    public static void Write<T>(string folder, string name, IReadOnlyList<T> rows)
        where T : notnull
    {
        Table.Write(Path.Combine(folder, $"{name}.parquet"), rows);
        var columns = typeof(T)
            .GetConstructors()
            .MaxBy(c => c.GetParameters().Length)!
            .GetParameters()
            .Select(p => typeof(T).GetProperty(p.Name!)!)
            .ToList();
        CsvTable.Write(
            Path.Combine(folder, $"{name}.csv"),
            [.. columns.Select(c => SnakeCase(c.Name))],
            rows.Select(row => (IReadOnlyList<object>)[.. columns.Select(c => c.GetValue(row)!)])
        );
    }

    /// <summary>A property's name as a column's.</summary>
    public static string SnakeCase(string name) =>
        string.Concat(
            name.Select(
                (c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"
            )
        );
}
