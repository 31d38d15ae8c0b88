using Parquet.Schema;

namespace Parquet.Tests;

/// <summary>All that a table holds, in a form in which readers of any origin can be compared exactly.</summary>
/// <param name="Columns">Name, type as DuckDB names it, and <c>REQUIRED</c> or <c>OPTIONAL</c>, with spaces between.</param>
/// <param name="RowGroups">The number of rows of each.</param>
/// <param name="Values">By column, over all row groups, as <see cref="Text"/> writes them.</param>
internal sealed record TableContents(
    IReadOnlyList<string> Columns,
    IReadOnlyList<long> RowGroups,
    IReadOnlyList<IReadOnlyList<string?>> Values
)
{
    private static readonly Dictionary<Type, string> TypeNames = new()
    {
        [typeof(bool)] = "BOOLEAN",
        [typeof(int)] = "INTEGER",
        [typeof(double)] = "DOUBLE",
        [typeof(ReadOnlyMemory<char>)] = "VARCHAR",
    };

    /// <summary>Reads a file with the Parquet.Net that is under test.</summary>
    public static async Task<TableContents> ReadAsync(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        var fields = reader.Schema.DataFields;
        var rowGroups = new long[reader.RowGroupCount];
        List<string?>[] values = [.. fields.Select(_ => new List<string?>())];
        for (var i = 0; i < rowGroups.Length; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            rowGroups[i] = group.RowCount;
            foreach (var (field, column) in fields.Zip(values))
                column.AddRange(await ReadColumnAsync(group, field));
        }
        return new TableContents([.. fields.Select(Describe)], rowGroups, values);
    }

    /// <summary>Where two tables first differ, or null.</summary>
    public static string? Difference(TableContents expected, TableContents actual)
    {
        if (!expected.Columns.SequenceEqual(actual.Columns, StringComparer.Ordinal))
            return $"columns {string.Join(", ", expected.Columns)} but {string.Join(", ", actual.Columns)}";
        if (!expected.RowGroups.SequenceEqual(actual.RowGroups))
            return $"row groups of {string.Join(", ", expected.RowGroups)} but {string.Join(", ", actual.RowGroups)} rows";
        return DifferentValue(expected, actual);
    }

    /// <summary>Where the values of two tables first differ, whatever the columns' nullability and the row groups; or null.</summary>
    public static string? DifferentValue(TableContents expected, TableContents actual)
    {
        for (var c = 0; c < expected.Columns.Count; c++)
        {
            var (theirs, ours) = (actual.Values[c], expected.Values[c]);
            if (ours.Count != theirs.Count)
                return $"column {expected.Columns[c]}: {ours.Count} but {theirs.Count} values";
            for (var row = 0; row < ours.Count; row++)
            {
                if (!string.Equals(ours[row], theirs[row], StringComparison.Ordinal))
                    return $"column {expected.Columns[c]}, row {row}: {ours[row] ?? "null"} but {theirs[row] ?? "null"}";
            }
        }
        return null;
    }

    /// <summary>
    /// A value as text: numbers as the bits of a float64, so that -0 is not 0; all NaN are one, since the bits of a NaN do not
    /// survive every reader.
    /// </summary>
    public static string? Text(object? value) =>
        value switch
        {
            null => null,
            int number => Bits(number),
            double number => Bits(number),
            _ => value.ToString(),
        };

    /// <summary>A column as <see cref="Columns"/> has it.</summary>
    public static string Describe(DataField field)
    {
        var type = TypeNames.GetValueOrDefault(field.ClrType, field.ClrType.ToString());
        return $"{field.Name} {type} {(field.IsNullable ? "OPTIONAL" : "REQUIRED")}";
    }

    private static string Bits(double number) =>
        double.IsNaN(number) ? "NaN" : BitConverter.DoubleToUInt64Bits(number).ToString("x16");

    private static async Task<IEnumerable<string?>> ReadColumnAsync(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(bool))
            return await ReadColumnAsync<bool>(group, field);
        if (field.ClrType == typeof(int))
            return await ReadColumnAsync<int>(group, field);
        if (field.ClrType == typeof(double))
            return await ReadColumnAsync<double>(group, field);

        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts);
        return texts;
    }

    private static async Task<IEnumerable<string?>> ReadColumnAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        if (field.IsNullable)
        {
            var nullable = new T?[group.RowCount];
            await group.ReadAsync<T>(field, nullable);
            return nullable.Select(value => Text(value));
        }
        var required = new T[group.RowCount];
        await group.ReadAsync<T>(field, required);
        return required.Select(value => Text(value));
    }
}
