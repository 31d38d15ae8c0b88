using Parquet.Schema;

namespace Parquet.Tests;

/// <summary>Writes and reads whole tables through the public API, the columns as arrays of their own type.</summary>
internal static class TestFiles
{
    /// <summary>The repository's folder of this test project.</summary>
    public static string ProjectFolder { get; } = FindProjectFolder();

    /// <summary>Writes a file; each row group is one array per column.</summary>
    public static async Task<byte[]> WriteAsync(
        ParquetSchema schema,
        CompressionMethod compression,
        params Array[][] rowGroups
    )
    {
        using var stream = new MemoryStream();
        await WriteAsync(stream, schema, compression, new Dictionary<string, string>(), rowGroups);
        return stream.ToArray();
    }

    public static async Task WriteAsync(
        Stream stream,
        ParquetSchema schema,
        CompressionMethod compression,
        IReadOnlyDictionary<string, string> customMetadata,
        params Array[][] rowGroups
    )
    {
        var options = new ParquetOptions { CompressionMethod = compression };
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, options);
        writer.CustomMetadata = customMetadata;
        foreach (var columns in rowGroups)
        {
            using var group = writer.CreateRowGroup();
            foreach (var (field, values) in schema.DataFields.Zip(columns))
                await WriteColumnAsync(group, field, values);
            group.CompleteValidate();
        }
    }

    /// <summary>Reads all columns of all row groups; the result is per row group, column and row.</summary>
    public static async Task<object?[][][]> ReadAsync(Stream stream)
    {
        await using var reader = await ParquetReader.CreateAsync(stream);
        var groups = new object?[reader.RowGroupCount][][];
        for (var i = 0; i < groups.Length; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var columns = new List<object?[]>();
            foreach (var field in reader.Schema.DataFields)
                columns.Add(await ReadColumnAsync(group, field));
            groups[i] = [.. columns];
        }
        return groups;
    }

    public static async Task<object?[][][]> ReadAsync(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return await ReadAsync(stream);
    }

    public static async Task<object?[][][]> ReadTestDataAsync(string name)
    {
        await using var stream = File.OpenRead(Path.Combine(ProjectFolder, "testdata", name));
        return await ReadAsync(stream);
    }

    private static Task WriteColumnAsync(ParquetRowGroupWriter group, DataField field, Array values) =>
        values switch
        {
            bool[] v => group.WriteAsync<bool>(field, v),
            bool?[] v => group.WriteAsync<bool>(field, v),
            int[] v => group.WriteAsync<int>(field, v),
            int?[] v => group.WriteAsync<int>(field, v),
            long[] v => group.WriteAsync<long>(field, v),
            long?[] v => group.WriteAsync<long>(field, v),
            float[] v => group.WriteAsync<float>(field, v),
            float?[] v => group.WriteAsync<float>(field, v),
            double[] v => group.WriteAsync<double>(field, v),
            double?[] v => group.WriteAsync<double>(field, v),
            string?[] v => group.WriteAsync(field, v),
            _ => throw new ArgumentException($"no column of {values.GetType()}", nameof(values)),
        };

    private static async Task<object?[]> ReadColumnAsync(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(bool))
            return await ReadColumnAsync<bool>(group, field);
        if (field.ClrType == typeof(int))
            return await ReadColumnAsync<int>(group, field);
        if (field.ClrType == typeof(long))
            return await ReadColumnAsync<long>(group, field);
        if (field.ClrType == typeof(float))
            return await ReadColumnAsync<float>(group, field);
        if (field.ClrType == typeof(double))
            return await ReadColumnAsync<double>(group, field);

        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts);
        return texts;
    }

    private static async Task<object?[]> ReadColumnAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        if (field.IsNullable)
        {
            var nullable = new T?[group.RowCount];
            await group.ReadAsync<T>(field, nullable);
            return [.. nullable.Select(value => (object?)value)];
        }
        var required = new T[group.RowCount];
        await group.ReadAsync<T>(field, required);
        return [.. required.Select(value => (object?)value)];
    }

    private static string FindProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "NtkRepro.sln")))
                return Path.Combine(folder.FullName, "tests", "Parquet.Net.Tests");
        throw new DirectoryNotFoundException("no folder above the tests holds NtkRepro.sln");
    }
}
