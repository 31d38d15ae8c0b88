using Parquet;
using Parquet.Schema;

namespace NtkRepro.Data;

/// <summary>Reads columns of Parquet tables, also of such as other programs write, whose columns may be nullable.</summary>
public static class TableColumn
{
    private static readonly Type[] Known = [typeof(string), typeof(int), typeof(double), typeof(bool), typeof(byte)];

    /// <summary>A column by its name.</summary>
    /// <exception cref="InvalidDataException">There is none, or it holds several values in a row.</exception>
    public static DataField Find(ParquetSchema schema, string name) =>
        schema.Fields.FirstOrDefault(field => field.Name == name) switch
        {
            DataField { IsArray: false } field => field,
            null => throw new InvalidDataException(
                $"no column '{name}'; it has {string.Join(", ", schema.Fields.Select(field => field.Name))}"
            ),
            _ => throw new InvalidDataException($"column '{name}' is nested, which is not supported"),
        };

    /// <summary>The values of a column in one row group; a missing text is empty.</summary>
    /// <param name="group">The row group.</param>
    /// <param name="field">The column.</param>
    /// <param name="wanted">What it should hold: string, int, double, bool or byte; null for any of them.</param>
    /// <exception cref="InvalidDataException">It holds something else, or a value that is no text is missing.</exception>
    public static async Task<Array> ReadAsync(ParquetRowGroupReader group, DataField field, Type? wanted = null)
    {
        var found = NameOf(field.ClrType);
        if (wanted is not null && found != wanted.Name)
            throw new InvalidDataException($"column '{field.Name}' holds {found}, not {wanted.Name}");
        var type = Known.FirstOrDefault(known => found == known.Name);
        if (type is null)
            throw new InvalidDataException($"column '{field.Name}' holds {found}, of which no table is made");
        var rows = Rows(group, field);
        if (rows == 0)
            return Array.CreateInstance(type, 0);
        if (type == typeof(int))
            return await ReadAsync<int>(group, field, rows);
        if (type == typeof(double))
            return await ReadAsync<double>(group, field, rows);
        if (type == typeof(bool))
            return await ReadAsync<bool>(group, field, rows);
        if (type == typeof(byte))
            return await ReadAsync<byte>(group, field, rows);
        var texts = new string?[rows];
        await group.ReadAsync(field, texts.AsMemory());
        return Array.ConvertAll(texts, text => text ?? "");
    }

    private static string NameOf(Type type) =>
        type == typeof(ReadOnlyMemory<char>) ? nameof(String)
        : type == typeof(ReadOnlyMemory<byte>) ? "Bytes"
        : type.Name;

    // Before so many values are made room for.
    private static int Rows(ParquetRowGroupReader group, DataField field)
    {
        var values = group.GetMetadata(field)?.MetaData?.NumValues;
        return values == group.RowCount
            ? checked((int)group.RowCount)
            : throw new InvalidDataException(
                $"it is damaged: a row group has {group.RowCount} rows, and {values} of column '{field.Name}'"
            );
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
