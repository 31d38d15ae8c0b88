using System.Globalization;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace NtkRepro.Data.Sources;

/// <summary>Labels, and pictures or numbers, of a Parquet table.</summary>
/// <param name="Path">The file, or the folder of files.</param>
/// <param name="Labels">Of each row, as texts.</param>
/// <param name="Pictures">Encoded; null where the table has numbers.</param>
/// <param name="Numbers">[rows, values]; null where it has pictures.</param>
internal sealed record ParquetTable(
    string Path,
    IReadOnlyList<string> Labels,
    IReadOnlyList<byte[]>? Pictures,
    NpyArray? Numbers
)
{
    private static readonly string[] Images = ["image", "images", "img", "pixels", "x"];
    private static readonly string[] Usual = ["label", "labels", "fine_label", "class", "target", "y"];

    /// <summary>Reads a table.</summary>
    /// <param name="dataset">Says which columns.</param>
    /// <param name="path">A file, or a folder of files that are read in ordinal order.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or its columns hold something else.</exception>
    public static ParquetTable Read(DatasetParameters dataset, string path)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.GetFiles(path, "*.parquet").Order(StringComparer.Ordinal)]
            : [path];
        if (files.Length == 0)
            throw new InvalidDataException($"{path}: there is no *.parquet in it");
        var labels = new List<string>();
        var cells = new List<Array>();
        foreach (var file in files)
        {
            try
            {
                TableFile.Read(file, async reader => await AddAsync(dataset, reader, file, labels, cells));
            }
            catch (InvalidDataException error) when (!error.Message.StartsWith(file, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{file}: {error.Message}", error);
            }
        }
        if (cells.Count == 0)
            throw new InvalidDataException($"{path}: there are no rows");
        if (cells.TrueForAll(c => c is byte[] bytes && Picture.IsEncoded(bytes)))
            return new ParquetTable(path, labels, cells.ConvertAll(c => (byte[])c), Numbers: null);
        if (cells.Exists(c => c is string[]))
            throw new InvalidDataException($"{path}: the images are texts; bytes or numbers are right");
        var width = cells[0].Length;
        var odd = cells.FindIndex(c => c.Length != width);
        return odd < 0
            ? new ParquetTable(path, labels, Pictures: null, new NpyArray([cells.Count, width], Joined(cells)))
            : throw new InvalidDataException(
                $"{path}: rows 0 and {odd} have {width} and {cells[odd].Length} values; all must have as many, unless all are pictures"
            );
    }

    private static async Task<bool> AddAsync(
        DatasetParameters dataset,
        ParquetReader reader,
        string path,
        List<string> labels,
        List<Array> cells
    )
    {
        string[] names = [.. reader.Schema.Fields.Select(f => f.Name)];
        var label = Leaf(reader.Schema, Labelled.Field(dataset, "labels", Usual, names, path));
        DataField[] images = [.. Columns(dataset, reader.Schema, label, names, path)];
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var before = labels.Count;
            foreach (var cell in await CellsAsync(group, label))
                labels.Add(Label(cell, label.Name, labels.Count));
            var columns = new List<List<Array>>();
            foreach (var column in images)
                columns.Add(await CellsAsync(group, column));
            cells.AddRange(columns.Count == 1 ? columns[0] : Features(columns));
            if (cells.Count != labels.Count || labels.Count - before != group.RowCount)
                throw new InvalidDataException("its columns have different numbers of rows");
        }
        return true;
    }

    // That of the images; or, if none is called so, all others, if they are numbers.
    private static IEnumerable<DataField> Columns(
        DatasetParameters dataset,
        ParquetSchema schema,
        DataField label,
        string[] names,
        string path
    )
    {
        var others = schema.Fields.Where(f => f.Name != label.Path.FirstPart).ToList();
        var areFeatures =
            others.Count > 1
            && !dataset.Fields.ContainsKey("images")
            && !names.Any(n => Images.Contains(n, StringComparer.OrdinalIgnoreCase))
            && others.TrueForAll(f => f is DataField { MaxRepetitionLevel: 0 } data && IsNumber(data));
        return areFeatures
            ? others.Cast<DataField>()
            : [Leaf(schema, Labelled.Field(dataset, "images", Images, names, path))];
    }

    private static bool IsNumber(DataField field)
    {
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        return type.IsPrimitive && type != typeof(char);
    }

    // Of each row the values of all columns.
    private static IEnumerable<Array> Features(List<List<Array>> columns)
    {
        var areWhole = columns.TrueForAll(c => c.TrueForAll(cell => cell is long[]));
        for (var row = 0; row < columns[0].Count; row++)
        {
            var cells = columns.ConvertAll(c => c[row]);
            yield return areWhole
                ? cells.ConvertAll(c => ((long[])c)[0]).ToArray()
                : cells.ConvertAll(c => c is long[] whole ? whole[0] : ((float[])c)[0]).ToArray();
        }
    }

    // Of a structure that with the picture's bytes.
    private static DataField Leaf(ParquetSchema schema, string name)
    {
        var field = schema.Fields.First(f => f.Name == name);
        while (field is not DataField)
        {
            field = field switch
            {
                ListField list => list.Item,
                StructField record => record.Fields.FirstOrDefault(f => f.Name == "bytes")
                    ?? throw new InvalidDataException($"the column '{name}' is a structure without a field 'bytes'"),
                _ => throw new InvalidDataException(
                    $"the column '{name}' is a {field.SchemaType}; bytes, numbers or lists of them are right"
                ),
            };
        }
        return (DataField)field;
    }

    private static string Label(Array cell, string name, int row) =>
        cell switch
        {
            string[] and [var text] => text,
            long[] and [var number] => number.ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidDataException($"row {row}: the column '{name}' holds no single whole number or name"),
        };

    // Of each row its values: bytes, texts, whole numbers or others.
    private static async Task<List<Array>> CellsAsync(ParquetRowGroupReader group, DataField field)
    {
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        if (type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]))
            return Rows(await RawAsync<ReadOnlyMemory<byte>>(group, field), v => v.ToArray(), isBytes: true);
        if (type == typeof(ReadOnlyMemory<char>) || type == typeof(string))
            return Rows(await RawAsync<ReadOnlyMemory<char>>(group, field), v => new string(v.Span));
        return type.Name switch
        {
            nameof(Byte) => Rows(await RawAsync<byte>(group, field), v => (long)v),
            nameof(SByte) => Rows(await RawAsync<sbyte>(group, field), v => (long)v),
            nameof(Int16) => Rows(await RawAsync<short>(group, field), v => (long)v),
            nameof(UInt16) => Rows(await RawAsync<ushort>(group, field), v => (long)v),
            nameof(Int32) => Rows(await RawAsync<int>(group, field), v => (long)v),
            nameof(UInt32) => Rows(await RawAsync<uint>(group, field), v => (long)v),
            nameof(Int64) => Rows(await RawAsync<long>(group, field), v => v),
            nameof(Boolean) => Rows(await RawAsync<bool>(group, field), v => v ? 1L : 0L),
            nameof(Single) => Rows(await RawAsync<float>(group, field), v => v),
            nameof(Double) => Rows(await RawAsync<double>(group, field), v => (float)v),
            _ => throw new InvalidDataException(
                $"the column '{field.Name}' holds {type.Name}, of which no examples are made"
            ),
        };
    }

    // The values of a column, and of each whether a row begins with it.
    private static async Task<(T[] Values, int[]? Repetitions, long Rows)> RawAsync<T>(
        ParquetRowGroupReader group,
        DataField field
    )
        where T : struct
    {
        using var raw = (RawColumnData<T>)await group.ReadRawColumnDataBaseAsync(field);
        var values = raw.Values.ToArray();
        // A value that is missing has a lower level, and nothing else.
        if (
            field.MaxDefinitionLevel > 0
            && raw.DefinitionLevels.ToArray().Any(level => level < field.MaxDefinitionLevel)
        )
            throw new InvalidDataException($"the column '{field.Name}' lacks a value in some row");
        var repetitions = field.MaxRepetitionLevel > 0 ? raw.RepetitionLevels.ToArray() : null;
        return (values, repetitions, group.RowCount);
    }

    private static List<Array> Rows<T, TTo>(
        (T[] Values, int[]? Repetitions, long Rows) column,
        Func<T, TTo> convert,
        bool isBytes = false
    )
    {
        var (values, repetitions, count) = column;
        var rows = new List<Array>((int)count);
        if (repetitions is null)
        {
            foreach (var value in values)
                rows.Add(isBytes ? (byte[])(object)convert(value)! : new[] { convert(value) });
            return rows;
        }
        for (var start = 0; start < values.Length; )
        {
            var end = start + 1;
            while (end < values.Length && repetitions[end] > 0)
                end++;
            rows.Add(Array.ConvertAll(values[start..end], v => convert(v)));
            start = end;
        }
        return rows;
    }

    private static Array Joined(List<Array> cells) =>
        cells.TrueForAll(c => c is byte[]) ? Join<byte>(cells)
        : cells.TrueForAll(c => c is long[]) ? Join<long>(cells)
        : cells.TrueForAll(c => c is float[]) ? Join<float>(cells)
        : throw new InvalidDataException("the images are of several types in several files");

    private static T[] Join<T>(List<Array> cells)
    {
        var joined = new T[(long)cells.Count * cells[0].Length];
        foreach (var (i, cell) in cells.Index())
            cell.CopyTo(joined, (long)i * cell.Length);
        return joined;
    }
}
