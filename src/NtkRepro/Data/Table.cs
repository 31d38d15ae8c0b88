using System.Reflection;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace NtkRepro.Data;

/// <summary>
/// Parquet tables of records: a column for each property of the record's constructor, named in snake_case, of type
/// string, int, double or bool.
/// </summary>
public static class Table
{
    /// <summary>Writes the rows, in their order, as one row group.</summary>
    public static void Write<T>(string path, IEnumerable<T> rows)
        where T : notnull => WriteAsync(path, [.. rows]).GetAwaiter().GetResult();

    /// <summary>Reads all rows.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or no table, or it lacks a column of the record, or a value of it, or has it in another type.
    /// </exception>
    public static IReadOnlyList<T> Read<T>(string path)
        where T : notnull
    {
        try
        {
            return TableFile.Read(path, ReadAsync<T>);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    private static async Task WriteAsync<T>(string path, T[] rows)
        where T : notnull
    {
        var columns = Columns(typeof(T));
        var fields = columns.Select(c => new DataField(c.Name, c.Property.PropertyType, false)).ToArray();
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream))
        {
            writer.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [TableDigest.Key] = TableDigest.NoDigits,
            };
            using var group = writer.CreateRowGroup();
            await WriteColumns(group, fields, columns, rows);
            group.CompleteValidate();
        }
        var file = stream.ToArray();
        TableDigest.Sign(file);
        await File.WriteAllBytesAsync(path, file);
    }

    private static async Task WriteColumns<T>(
        ParquetRowGroupWriter group,
        DataField[] fields,
        List<(string Name, PropertyInfo Property)> columns,
        T[] rows
    )
    {
        foreach (var (field, column) in fields.Zip(columns))
        {
            var property = column.Property;
            if (property.PropertyType == typeof(string))
                await group.WriteAsync(field, Values<T, string>(rows, property));
            else if (property.PropertyType == typeof(int))
                await group.WriteAsync<int>(field, Values<T, int>(rows, property));
            else if (property.PropertyType == typeof(double))
                await group.WriteAsync<double>(field, Values<T, double>(rows, property));
            else
                await group.WriteAsync<bool>(field, Values<T, bool>(rows, property));
        }
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(ParquetReader reader)
        where T : notnull
    {
        var columns = Columns(typeof(T));
        var fields = columns.ConvertAll(column => TableColumn.Find(reader.Schema, column.Name));
        var constructor = typeof(T).GetConstructors().First(c => c.GetParameters().Length == columns.Count);
        var rows = new List<T>();
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var values = new Array[columns.Count];
            for (var c = 0; c < columns.Count; c++)
                values[c] = await TableColumn.ReadAsync(group, fields[c], columns[c].Property.PropertyType);
            for (var r = 0; r < group.RowCount; r++)
                rows.Add((T)constructor.Invoke([.. values.Select(column => column.GetValue(r))]));
        }
        return rows;
    }

    private static TValue[] Values<T, TValue>(T[] rows, PropertyInfo property) =>
        [.. rows.Select(row => (TValue)property.GetValue(row)!)];

    private static List<(string Name, PropertyInfo Property)> Columns(Type row) =>
        [
            .. row.GetConstructors()
                .MaxBy(c => c.GetParameters().Length)!
                .GetParameters()
                .Select(p => (SnakeCase(p.Name!), row.GetProperty(p.Name!)!)),
        ];

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
