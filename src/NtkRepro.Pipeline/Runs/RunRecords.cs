using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NtkRepro.Pipeline;

/// <summary>
/// The runs of a checkout by name: a JSON file for each, beside it the page that was written about it, and both in the store that they
/// refer to, so that whoever collects its garbage knows of them.
/// </summary>
internal sealed class RunRecords(ArtifactLayout layout)
{
    private const string Extension = ".json";
    private const string PageExtension = ".html.gz";

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public string PathOf(string name) => Path.Combine(layout.RunRecords, name + Extension);

    /// <summary>The run of a name, or null.</summary>
    public RunRecord? Find(string name) => RunNames.IsName(name) ? Read(PathOf(name)) : null;

    /// <summary>The runs of this checkout, the newest first.</summary>
    public IReadOnlyList<RunRecord> All() => Newest(Files(layout.RunRecords, SearchOption.TopDirectoryOnly));

    /// <summary>Those of all checkouts that share the store, each with its file.</summary>
    public IReadOnlyList<(string Path, RunRecord Record)> OfStore() =>
        [
            .. Files(layout.Runs, SearchOption.AllDirectories)
                .Select(path => (path, Record: Read(path)))
                .Where(r => r.Record is not null)
                .Select(r => (r.path, r.Record!)),
        ];

    /// <summary>The newest run of a preset with certain changes that finished; null where there is none.</summary>
    public RunRecord? LastFinished(string? preset, IReadOnlyList<string> sets) =>
        All().Select(r => r.Finished).OfType<RunRecord>().Where(r => r.IsOf(preset, sets)).MaxBy(r => r.Ended);

    /// <exception cref="IOException">There is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may only be read.</exception>
    public void Write(RunRecord record)
    {
        Directory.CreateDirectory(layout.RunRecords);
        Draft.Replace(PathOf(record.Name), JsonSerializer.Serialize(record, s_json) + "\n");
    }

    public void Remove(string name)
    {
        File.Delete(PathOf(name));
        RemovePage(name);
    }

    public void RemovePage(string name) => File.Delete(PagePath(name));

    /// <summary>Keeps the page of a finished run.</summary>
    public void WritePage(string name, byte[] page)
    {
        Directory.CreateDirectory(layout.RunRecords);
        Draft.Replace(
            PagePath(name),
            draft =>
            {
                using var packed = new GZipStream(File.Create(draft), CompressionLevel.Fastest);
                packed.Write(page);
            }
        );
    }

    /// <summary>When the page of a name was kept, UTC; long ago where none was.</summary>
    public DateTime PageTime(string name) => File.GetLastWriteTimeUtc(PagePath(name));

    /// <summary>The page of the finished run of a name; null where none was kept, or it cannot be read.</summary>
    public byte[]? ReadPage(string name)
    {
        try
        {
            using var packed = new GZipStream(File.OpenRead(PagePath(name)), CompressionMode.Decompress);
            using var page = new MemoryStream();
            packed.CopyTo(page);
            return page.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    public static string Render(IReadOnlyList<RunRecord> runs) => JsonSerializer.Serialize(runs, s_json) + "\n";

    /// <summary>The file of the page that belongs to a record's.</summary>
    public static string PageBeside(string record) => Path.ChangeExtension(record, null) + PageExtension;

    private string PagePath(string name) => PageBeside(PathOf(name));

    private static IReadOnlyList<RunRecord> Newest(IEnumerable<string> files) =>
        [
            .. files
                .Select(Read)
                .OfType<RunRecord>()
                .OrderByDescending(r => r.Ended)
                .ThenBy(r => r.Name, StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Files(string folder, SearchOption depth) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{Extension}", depth) : [];

    // What is none of ours may lie there too.
    private static RunRecord? Read(string path)
    {
        try
        {
            return
                File.Exists(path)
                && JsonSerializer.Deserialize<RunRecord>(File.ReadAllBytes(path), s_json) is { } record
                && record.Name + Extension == Path.GetFileName(path)
                && record.Instances.All(i => ArtifactLayout.IsKey(i.Key))
                ? record
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
