using NtkRepro.Data;
using Parquet;

namespace NtkRepro.Reporting.Results;

/// <summary>A table as its file has it, whatever its columns are.</summary>
/// <param name="Columns">Values by name; the values are of type string, int, double or bool.</param>
/// <param name="Count">The number of rows.</param>
internal sealed record TableColumns(IReadOnlyDictionary<string, object[]> Columns, int Count)
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is no whole table, or has a column of another type or without some value.</exception>
    public static TableColumns Read(string path)
    {
        try
        {
            return TableFile.Read(path, ReadAsync);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"it cannot be read: {e.Message}", e);
        }
    }

    private static async Task<TableColumns> ReadAsync(ParquetReader reader)
    {
        var columns = reader.Schema.DataFields.ToDictionary(
            f => f.Name,
            _ => new List<object>(),
            StringComparer.Ordinal
        );
        var count = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            count += checked((int)group.RowCount);
            foreach (var field in reader.Schema.DataFields)
                columns[field.Name].AddRange((await TableColumn.ReadAsync(group, field)).Cast<object>());
        }
        return new(columns.ToDictionary(c => c.Key, c => c.Value.ToArray(), StringComparer.Ordinal), count);
    }
}
