using System.Text.Json;
using System.Text.Json.Serialization;
using NtkRepro.Data;
using NtkRepro.Training;

namespace NtkRepro.Curves;

/// <summary>
/// The training curves of results as event files of TensorBoard, in a folder for each by its key. A result has the same curves under every
/// name and in every run, so that they are written once.
/// </summary>
/// <param name="folder">The folder of all.</param>
/// <param name="numerics">Those of this process: the first point that is written loads the engine's libraries.</param>
public sealed class CurveFolder(string folder, Numerics numerics)
{
    // No name that TensorBoard reads.
    private const string Whole = "whole";

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Dictionary<string, (CurveFile File, DateTime Seen)> open = new(StringComparer.Ordinal);

    /// <summary>The folder of a result's curves.</summary>
    /// <param name="key">Its key.</param>
    public string Of(string key) => Path.Combine(folder, key);

    /// <summary>Whether a result's curves are there to their end.</summary>
    /// <param name="key">Its key.</param>
    public bool IsWhole(string key) => File.Exists(Path.Combine(Of(key), Whole));

    /// <summary>Adds the epochs that a run in progress has recorded since it was last looked at.</summary>
    /// <param name="key">The key of its result to be.</param>
    /// <param name="work">The folder in which it saves its progress.</param>
    /// <returns>Whether there are any points.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public bool Follow(string key, string work)
    {
        var record = new FileInfo(Path.Combine(work, "record.json"));
        if (!record.Exists)
            return false;
        var (file, seen) = open.GetValueOrDefault(key);
        if (record.LastWriteTimeUtc == seen)
            return true;
        file ??= new CurveFile(Of(key), numerics);
        open[key] = (file, record.LastWriteTimeUtc);
        if (Read(record.FullName) is { } recorded)
            file.Add(CurvePoint.Of(recorded.Log, recorded.Performance));
        return true;
    }

    /// <summary>Adds what a result's tables have beyond what was followed.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="result">Its folder in the store.</param>
    /// <exception cref="IOException">It cannot be read, or the curves cannot be written.</exception>
    public void Complete(string key, string result)
    {
        var file = open.GetValueOrDefault(key).File ?? new CurveFile(Of(key), numerics);
        open.Remove(key);
        file.Add(
            CurvePoint.Of(
                Table.Read<LogRow>(Path.Combine(result, "log.parquet")),
                Table.Read<PerformanceRow>(Path.Combine(result, "performance.parquet"))
            )
        );
        File.WriteAllText(Path.Combine(Of(key), Whole), "");
    }

    /// <summary>Deletes the curves of results that are not wanted.</summary>
    /// <param name="folder">The folder of all.</param>
    /// <param name="isWanted">Whether the curves of a key stay.</param>
    /// <exception cref="IOException">They cannot be deleted.</exception>
    public static void Sweep(string folder, Func<string, bool> isWanted)
    {
        foreach (var path in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            if (!isWanted(Path.GetFileName(path)))
                Directory.Delete(path, recursive: true);
        }
    }

    // Between the look and the reading the run may end, and take the file with it.
    private static Recorded? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Recorded>(File.ReadAllText(path), Json);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private sealed record Recorded(IReadOnlyList<LogRow> Log, IReadOnlyList<PerformanceRow> Performance);
}
