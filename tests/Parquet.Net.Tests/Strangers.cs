using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Parquet.Tests;

/// <summary>DuckDB and hyparquet, which share no code with our Parquet. They run in Node.js; see the scripts beside this file.</summary>
internal static class Strangers
{
    /// <summary>The readers.</summary>
    public static readonly IReadOnlyList<string> Readers = ["duckdb", "hyparquet"];

    private static readonly string Folder = Path.Combine(
        NtkRepro.Repository.Root,
        "tests",
        "Parquet.Net.Tests",
        "independent"
    );

    /// <summary>Reads files, all in one process.</summary>
    /// <returns>For each file, what each reader found; see <c>read.mjs</c>.</returns>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(IEnumerable<string> paths) =>
        [.. (await RunAsync("read.mjs", paths, null)).EnumerateArray()];

    /// <summary>A file's contents as one reader found them.</summary>
    public static TableContents Contents(JsonElement found, string reader)
    {
        var table = found.GetProperty(reader);
        return new TableContents(
            [.. table.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
            [.. table.GetProperty("rowGroups").EnumerateArray().Select(rows => rows.GetInt64())],
            [
                .. table
                    .GetProperty("values")
                    .EnumerateArray()
                    .Select(column => column.EnumerateArray().Select(Text).ToList()),
            ]
        );
    }

    /// <summary>Runs SQL statements in DuckDB.</summary>
    /// <param name="statements">One by one, in this order.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <returns>For each statement, its rows as objects.</returns>
    public static async Task<IReadOnlyList<JsonElement>> QueryAsync(IEnumerable<string> statements, string folder) =>
        [.. (await RunAsync("query.mjs", statements, folder)).EnumerateArray()];

    /// <summary>Writes all files of <c>write.mjs</c>.</summary>
    public static Task WriteAsync(string folder) => RunAsync("write.mjs", folder, null);

    /// <summary>A value as <see cref="TableContents.Text"/> writes it.</summary>
    public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();

    private static async Task<JsonElement> RunAsync(string script, object input, string? folder)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Folder, "node_modules", "@duckdb")),
            "the readers to compare with are not installed; run: npm ci --prefix tests/Parquet.Net.Tests/independent"
        );
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script)])
        {
            WorkingDirectory = folder ?? Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(input));
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        using var document = JsonDocument.Parse(await output);
        return document.RootElement.Clone();
    }
}
