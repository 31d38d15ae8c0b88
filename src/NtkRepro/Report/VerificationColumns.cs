using Parquet;
using Parquet.Schema;

namespace NtkRepro.Report;

/// <summary>A table as its file has it, whatever its columns are.</summary>
/// <param name="Columns">Values by name; the values are of type string, int, double or bool.</param>
/// <param name="Count">The number of rows.</param>
internal sealed record VerificationColumns(IReadOnlyDictionary<string, object[]> Columns, int Count)
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is no whole table, or has a column of another type.</exception>
    public static VerificationColumns Read(string path)
    {
        try
        {
            return ReadAsync(path).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ParquetException or IOException or NotSupportedException)
        {
            throw new InvalidDataException($"it cannot be read: {e.Message}", e);
        }
    }

    private static async Task<VerificationColumns> ReadAsync(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path);
        var columns = reader.Schema.DataFields.ToDictionary(
            f => f.Name,
            _ => new List<object>(),
            StringComparer.Ordinal
        );
        var count = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var rows = checked((int)group.RowCount);
            count += rows;
            foreach (var field in reader.Schema.DataFields)
                columns[field.Name].AddRange(await ReadColumn(group, field, rows));
        }
        return new(columns.ToDictionary(c => c.Key, c => c.Value.ToArray(), StringComparer.Ordinal), count);
    }

    private static async Task<IEnumerable<object>> ReadColumn(ParquetRowGroupReader group, DataField field, int rows)
    {
        if (field.ClrType == typeof(double))
            return await ReadValues<double>(group, field, rows);
        if (field.ClrType == typeof(int))
            return await ReadValues<int>(group, field, rows);
        if (field.ClrType == typeof(bool))
            return await ReadValues<bool>(group, field, rows);
        var texts = new string?[rows];
        await group.ReadAsync(field, texts.AsMemory());
        return texts.Select(t => t ?? "");
    }

    private static async Task<IEnumerable<object>> ReadValues<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        var values = new T[rows];
        await group.ReadAsync(field, values.AsMemory());
        return values.Cast<object>();
    }
}
