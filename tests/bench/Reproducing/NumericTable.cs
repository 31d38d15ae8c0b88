using System.Text.Json;
using NtkRepro.Data;
using NtkRepro.Tangents;
using Parquet;
using Parquet.Schema;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The columns of a table as numbers; truth values are 0 or 1. Texts are kept apart. There may be no rows.</summary>
/// <param name="Numbers">By name.</param>
/// <param name="Texts">By name.</param>
internal sealed record NumericTable(
    IReadOnlyDictionary<string, double[]> Numbers,
    IReadOnlyDictionary<string, string[]> Texts
)
{
    /// <summary>The number of rows.</summary>
    public int Count => Numbers.Values.Select(column => column.Length).FirstOrDefault();

    /// <summary>Reads one of our tables.</summary>
    public static NumericTable OfParquet(string path) => TableFile.Read(path, OfParquetAsync);

    /// <summary>
    /// Reads a table that is stored as a tensor for each column of numbers; of texts a JSON list is in the metadata.
    /// </summary>
    public static NumericTable OfTensors(string path)
    {
        using var scope = NewDisposeScope();
        var (numbers, texts) = SafeTensors.LoadAll(path);
        return new NumericTable(
            numbers.ToDictionary(c => c.Key, c => c.Value.Values<double>(), StringComparer.Ordinal),
            texts.ToDictionary(c => c.Key, c => JsonSerializer.Deserialize<string[]>(c.Value)!, StringComparer.Ordinal)
        );
    }

    private static async Task<NumericTable> OfParquetAsync(ParquetReader reader)
    {
        var numbers = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var texts = new Dictionary<string, string[]>(StringComparer.Ordinal);
        // A table without rows has no group of rows.
        if (reader.RowGroupCount == 0)
            return new NumericTable(numbers, texts);
        using var group = reader.OpenRowGroupReader(0);
        foreach (var field in reader.Schema.DataFields)
        {
            if (await ReadNumbers(group, field) is { } column)
            {
                numbers[field.Name] = column;
                continue;
            }
            var values = new string?[(int)group.RowCount];
            await group.ReadAsync(field, values.AsMemory());
            texts[field.Name] = [.. values.Select(v => v ?? "")];
        }
        return new NumericTable(numbers, texts);
    }

    // Null for a column of texts.
    private static async Task<double[]?> ReadNumbers(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(double))
            return await Read<double>(group, field);
        if (field.ClrType == typeof(int))
            return [.. (await Read<int>(group, field)).Select(v => (double)v)];
        return field.ClrType == typeof(bool) ? [.. (await Read<bool>(group, field)).Select(v => v ? 1.0 : 0.0)] : null;
    }

    private static async Task<T[]> Read<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        var values = new T[(int)group.RowCount];
        await group.ReadAsync(field, values.AsMemory());
        return values;
    }
}
