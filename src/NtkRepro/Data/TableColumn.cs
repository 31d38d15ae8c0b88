using Parquet;
using Parquet.Schema;

namespace NtkRepro.Data;

/// <summary>Reads columns of Parquet tables, also of such as other programs write, whose columns may be nullable.</summary>
internal static class TableColumn
{
    /// <summary>The type of a column's values: string where it holds text.</summary>
    public static Type TypeOf(DataField field) =>
        field.ClrType == typeof(ReadOnlyMemory<char>) ? typeof(string) : field.ClrType;

    /// <summary>The values of a column in one row group; a missing text is empty.</summary>
    /// <exception cref="InvalidDataException">
    /// The column holds something else than texts, ints, doubles and truth values, or one of those is missing.
    /// </exception>
    public static async Task<Array> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        var (type, rows) = (TypeOf(field), checked((int)group.RowCount));
        if (type == typeof(int))
            return await ReadAsync<int>(group, field, rows);
        if (type == typeof(double))
            return await ReadAsync<double>(group, field, rows);
        if (type == typeof(bool))
            return await ReadAsync<bool>(group, field, rows);
        if (type != typeof(string))
            throw new InvalidDataException($"column '{field.Name}' holds {type.Name}, of which no table is made");
        var texts = new string?[rows];
        await group.ReadAsync(field, texts.AsMemory());
        return Array.ConvertAll(texts, text => text ?? "");
    }

    private static async Task<T[]> ReadAsync<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var values = new T[rows];
            await group.ReadAsync(field, values.AsMemory());
            return values;
        }
        var possible = new T?[rows];
        await group.ReadAsync(field, possible.AsMemory());
        return Array.ConvertAll(
            possible,
            value => value ?? throw new InvalidDataException($"column '{field.Name}' lacks a value in some row")
        );
    }
}
