using System.Globalization;
using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>
/// What the store keeps of a run on SLURM: what was asked for, the arrays that were submitted, and what their jobs tell. Every file
/// appears whole.
/// </summary>
internal sealed class SlurmRunFolder(string path)
{
    private const string RunFile = "run.json";
    private const int TailSize = 4096;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public string FullPath => path;

    /// <summary>The name of all its jobs.</summary>
    public string Name => Path.GetFileName(path);

    public string Logs => Path.Combine(path, "logs");

    /// <summary>Held by the process that submits.</summary>
    public string Lock => Path.Combine(path, "submit.lock");

    /// <summary>The scheduler's record of a task, with what its program printed.</summary>
    public string Output(TaskReference task) => Path.Combine(Outputs, $"{task.Array}-{task.Index}.txt");

    /// <summary>The end of that record; empty where there is none, or none that can be read.</summary>
    public string OutputTail(TaskReference task)
    {
        try
        {
            using var file = new FileStream(Output(task), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(-Math.Min(TailSize, file.Length), SeekOrigin.End);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The same as <c>sbatch --output</c> takes it.</summary>
    public string OutputPattern(int array) =>
        Path.Combine(Outputs.Replace("%", "%%", StringComparison.Ordinal), $"{array}-%a.txt");

    private string Outputs => Path.Combine(path, "output");

    private string Statuses => Path.Combine(path, "status");

    private string Arrays => Path.Combine(path, "arrays");

    public void Create(SlurmRunRecord record)
    {
        foreach (var folder in new[] { Logs, Outputs, Statuses, Arrays })
        {
            Directory.CreateDirectory(folder);
        }

        Draft.Replace(Path.Combine(path, RunFile), JsonSerializer.Serialize(record, s_json));
    }

    public SlurmRunRecord? ReadRecord()
    {
        try
        {
            return JsonSerializer.Deserialize<SlurmRunRecord>(File.ReadAllText(Path.Combine(path, RunFile)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public InstanceStatus? Status(string instance) => InstanceStatus.Read(StatusPath(instance));

    public void SetStatus(string instance, InstanceStatus status) => status.Write(StatusPath(instance));

    /// <summary>Forgets what an earlier attempt told.</summary>
    public void ClearStatus(string instance) => File.Delete(StatusPath(instance));

    public void AddArray(JobArray array) =>
        Draft.Replace(
            ArrayPath(array.Number, "json"),
            JsonSerializer.Serialize(new ArrayRecord(array.Stage, array.Tasks))
        );

    public void SetJob(int array, string job) => Draft.Replace(ArrayPath(array, "job"), job);

    /// <summary>The job id of an array, or null when it was not accepted.</summary>
    public string? JobOf(int array)
    {
        var file = ArrayPath(array, "job");
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>All arrays by number.</summary>
    public SortedDictionary<int, ArrayRecord> ReadArrays()
    {
        var arrays = new SortedDictionary<int, ArrayRecord>();
        foreach (var file in Directory.EnumerateFiles(Arrays, "*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                arrays[number] = JsonSerializer.Deserialize<ArrayRecord>(File.ReadAllText(file))!;
            }
        }

        return arrays;
    }

    private string ArrayPath(int array, string extension) =>
        Path.Combine(Arrays, string.Create(CultureInfo.InvariantCulture, $"{array}.{extension}"));

    private string StatusPath(string instance) => Path.Combine(Statuses, ArtifactLayout.FileName(instance));
}

/// <summary>What was asked for.</summary>
/// <param name="Fingerprint">Of everything that the jobs compute from.</param>
/// <param name="Engine">The computing engine's name, version and variant.</param>
/// <param name="Created">When the first job was submitted.</param>
/// <param name="Request">The request, to plan the same again.</param>
internal sealed record SlurmRunRecord(string Fingerprint, string Engine, DateTimeOffset Created, PlanRequest Request);

/// <summary>An array as it was submitted.</summary>
internal sealed record ArrayRecord(string Stage, IReadOnlyList<ArrayTask> Tasks);
