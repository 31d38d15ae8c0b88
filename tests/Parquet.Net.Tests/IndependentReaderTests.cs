using System.Diagnostics;
using System.Text.Json;

namespace Parquet.Tests;

/// <summary>Our files, read by hyparquet, which shares no code with us.</summary>
public sealed class IndependentReaderTests
{
    private static readonly string Folder = Path.Combine(TestFiles.ProjectFolder, "independent");

    [Theory]
    [InlineData(CompressionMethod.None, "UNCOMPRESSED")]
    [InlineData(CompressionMethod.Snappy, "SNAPPY")]
    [InlineData(CompressionMethod.Gzip, "GZIP")]
    public async Task Another_reader_finds_the_same_table(CompressionMethod compression, string codec)
    {
        Array[][] groups = [SampleTable.Edges, SampleTable.Make(20_000, 5), SampleTable.Make(0, 6)];
        var metadata = new Dictionary<string, string> { ["seed"] = "7", ["größe"] = "世界" };

        var table = await ReadWithHyparquetAsync(compression, metadata, groups);

        Assert.Equal(20_004, table.GetProperty("rowCount").GetInt32());
        Assert.Equal([4, 20_000, 0], table.GetProperty("rowGroups").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal([codec], Texts(table.GetProperty("codecs")));
        Assert.Equal(metadata, table.GetProperty("keyValues").Deserialize<Dictionary<string, string>>());
        foreach (var (field, index) in SampleTable.Schema.DataFields.Select((field, index) => (field, index)))
        {
            var expected = groups.SelectMany(group => group[index].Cast<object?>().Select(Plain));
            var actual = table.GetProperty("columns").GetProperty(field.Name).EnumerateArray();
            Assert.Equal(expected, actual.Select(Text));
        }
    }

    [Fact]
    public async Task Another_reader_finds_the_same_schema_and_statistics()
    {
        var table = await ReadWithHyparquetAsync(CompressionMethod.Snappy, [], [SampleTable.Edges]);

        Assert.Equal(
            [
                "flag BOOLEAN REQUIRED",
                "whole INT32 REQUIRED",
                "big INT64 REQUIRED",
                "single FLOAT REQUIRED",
                "real DOUBLE REQUIRED",
                "name BYTE_ARRAY REQUIRED STRING",
                "maybe_flag BOOLEAN OPTIONAL",
                "maybe_whole INT32 OPTIONAL",
                "maybe_big INT64 OPTIONAL",
                "maybe_single FLOAT OPTIONAL",
                "maybe_real DOUBLE OPTIONAL",
                "maybe_name BYTE_ARRAY OPTIONAL STRING",
            ],
            Texts(table.GetProperty("schema"))
        );
        Assert.Equal(
            [
                (0, Plain(false), Plain(true)),
                (0, Plain(int.MinValue), Plain(int.MaxValue)),
                (0, Plain(long.MinValue), Plain(long.MaxValue)),
                (0, Plain(float.NegativeInfinity), Plain(float.Epsilon)),
                (0, Plain(-0d), Plain(double.PositiveInfinity)),
                (0, "", "tab\tand\nline"),
                (2, Plain(false), Plain(true)),
                (2, Plain(int.MinValue), Plain(int.MaxValue)),
                (4, null, null),
                (0, Plain(-2.25f), Plain(4f)),
                (2, Plain(0.1), Plain(0.1)),
                (2, "", "text"),
            ],
            table
                .GetProperty("statistics")[0]
                .EnumerateArray()
                .Select(s =>
                    (s.GetProperty("nullCount").GetInt32(), Text(s.GetProperty("min")), Text(s.GetProperty("max")))
                )
        );
    }

    [Fact]
    public async Task Another_reader_accepts_a_file_without_row_groups()
    {
        var table = await ReadWithHyparquetAsync(CompressionMethod.Snappy, [], []);

        Assert.Equal(0, table.GetProperty("rowCount").GetInt32());
    }

    private static async Task<JsonElement> ReadWithHyparquetAsync(
        CompressionMethod compression,
        Dictionary<string, string> metadata,
        Array[][] groups
    )
    {
        Assert.True(
            Directory.Exists(Path.Combine(Folder, "node_modules", "hyparquet")),
            "hyparquet is not installed; run: npm ci --prefix tests/Parquet.Net.Tests/independent"
        );
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using (var stream = File.Create(path))
                await TestFiles.WriteAsync(stream, SampleTable.Schema, compression, metadata, groups);
            return await RunAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<JsonElement> RunAsync(string path)
    {
        var start = new ProcessStartInfo("node", ["read.mjs", path])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(Text);

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();

    // As read.mjs prints a value; JSON's booleans print as those of .NET.
    private static string? Plain(object? value) =>
        value switch
        {
            null => null,
            int number => Bits(number),
            float number => Bits(number),
            double number => Bits(number),
            _ => value.ToString(),
        };

    private static string Bits(double number) =>
        double.IsNaN(number) ? "NaN" : BitConverter.DoubleToUInt64Bits(number).ToString("x16");
}
