using System.Reflection;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace NtkRepro.Data;

/// <summary>
/// Parquet tables of records: a column for each property of the record's constructor, named in snake_case, of type
/// string, int, double, bool or byte. Every NaN has the bits 7ff8000000000000, whatever those were with which it was computed.
/// </summary>
public static class Table
{
    /// <summary>Writes the rows, in their order, as one row group; without rows there is none.</summary>
    /// <exception cref="ArgumentException">
    /// A column's type is none of the five, or a text is missing or holds half of a character of two UTF-16 units.
    /// </exception>
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
        var options = new ParquetOptions();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, options))
        {
            writer.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [TableDigest.Key] = TableDigest.NoDigits,
            };
            if (rows.Length > 0)
            {
                using var group = writer.CreateRowGroup();
                var column = new TableColumnWriter(group, options);
                foreach (var (field, source) in fields.Zip(columns))
                    await column.WriteAsync(field, Array.ConvertAll(rows, row => source.Property.GetValue(row)));
                group.CompleteValidate();
            }
        }
        var file = stream.ToArray();
        TableDigest.Sign(file);
        await File.WriteAllBytesAsync(path, file);
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
