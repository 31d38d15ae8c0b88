using Parquet.Schema;

namespace Parquet.Tests;

/// <summary>Writes whole tables through the public API, the columns as arrays of their own type.</summary>
internal static class TestFiles
{
    /// <summary>The bytes of a file; each row group is one array per column.</summary>
    public static async Task<byte[]> WriteAsync(ParquetSchema schema, params Array[][] rowGroups)
    {
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            foreach (var columns in rowGroups)
            {
                using var group = writer.CreateRowGroup();
                foreach (var (field, values) in schema.DataFields.Zip(columns))
                    await WriteColumnAsync(group, field, values);
                group.CompleteValidate();
            }
        }
        return stream.ToArray();
    }

    /// <summary>What <see cref="TableContents.ReadAsync"/> must find in a file of <see cref="WriteAsync"/>.</summary>
    public static TableContents Expected(ParquetSchema schema, params Array[][] rowGroups) =>
        new(
            [.. schema.DataFields.Select(TableContents.Describe)],
            [.. rowGroups.Select(columns => (long)columns[0].Length)],
            [
                .. schema.DataFields.Select(
                    (_, c) =>
                        rowGroups.SelectMany(columns => columns[c].Cast<object?>().Select(TableContents.Text)).ToList()
                ),
            ]
        );

    private static Task WriteColumnAsync(ParquetRowGroupWriter group, DataField field, Array values) =>
        values switch
        {
            bool[] v => group.WriteAsync<bool>(field, v),
            int[] v => group.WriteAsync<int>(field, v),
            double[] v => group.WriteAsync<double>(field, v),
            string?[] v => group.WriteAsync(field, v),
            _ => throw new ArgumentException($"no column of {values.GetType()}", nameof(values)),
        };
}

/// <summary>A file that is deleted in the end.</summary>
internal sealed class TempFile : IDisposable
{
    public TempFile(byte[] bytes) => Write(bytes);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Write(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public void Dispose() => File.Delete(Path);
}
