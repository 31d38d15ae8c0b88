using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// The last keys of each instance, and how long they took: a journal of one line each, appended whole, so that processes can share it and
/// a kill costs nothing. It gives reasons and time estimates; no result depends on it.
/// </summary>
internal sealed class LastRuns(string path, Action<string>? beforeWrite = null)
{
    // With as many results of an instance a plan compares it.
    private const int Most = 8;

    private readonly ConcurrentDictionary<string, LastRun[]> _runs = Load(path);
    private readonly Lock _writing = new();

    public LastRun? Find(string instance) => Of(instance) is [var last, ..] ? last : null;

    /// <summary>The last results of an instance, each once, the newest first.</summary>
    public IReadOnlyList<LastRun> Of(string instance) => _runs.GetValueOrDefault(instance, []);

    /// <summary>Notes a computed result.</summary>
    public void Computed(PlannedInstance planned, string key, double seconds) =>
        Note(planned.Instance.Name, new LastRun(key, seconds, planned.Work));

    /// <summary>Notes that a result already in the store is again the instance's own; a duration that is known here stays.</summary>
    public void Reused(PlannedInstance planned, Manifest manifest)
    {
        var known = Of(planned.Instance.Name);
        if (known is not [var last, ..] || last.Key != manifest.Key)
        {
            var seconds = known.FirstOrDefault(r => r.Key == manifest.Key)?.Seconds ?? manifest.Seconds;
            Note(planned.Instance.Name, new LastRun(manifest.Key, seconds, planned.Work));
        }
    }

    private void Note(string instance, LastRun run)
    {
        Add(_runs, instance, run);
        var line = Encoding.UTF8.GetBytes(Line(instance, run) + "\n");
        lock (_writing)
        {
            // Another process may be appending; a hint is worth a short wait and no more.
            for (var attempt = 0; attempt < 20 && !TryAppend(line); attempt++)
            {
                Thread.Sleep(1);
            }
        }
    }

    private bool TryAppend(byte[] line)
    {
        try
        {
            beforeWrite?.Invoke(path);
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(line);
            return true;
        }
        catch (IOException e) when (KeyLock.IsBusy(e.HResult))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No room, or a store that may only be read: the next plan knows a reason less.
            return true;
        }
    }

    /// <summary>Rewrites a journal in which most lines are outdated.</summary>
    public void Compact()
    {
        try
        {
            var lines = _runs.SelectMany(r => r.Value.Reverse().Select(run => Line(r.Key, run))).ToList();
            if (File.Exists(path) && File.ReadLines(path).Count() >= 1000 + (3 * lines.Count))
            {
                Draft.Replace(path, draft => File.WriteAllLines(draft, lines));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a hint.
        }
    }

    private static string Line(string instance, LastRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{instance}\t{run.Key}\t{run.Seconds:0.###}")
        + (run.Work is { } work ? string.Create(CultureInfo.InvariantCulture, $"\t{work:0.###}") : "");

    private static void Add(ConcurrentDictionary<string, LastRun[]> runs, string instance, LastRun run) =>
        runs.AddOrUpdate(instance, [run], (_, known) => [run, .. known.Where(k => k.Key != run.Key).Take(Most - 1)]);

    private static ConcurrentDictionary<string, LastRun[]> Load(string path)
    {
        var runs = new ConcurrentDictionary<string, LastRun[]>(StringComparer.Ordinal);
        try
        {
            foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
            {
                var fields = line.Split('\t');
                if (
                    fields.Length is 3 or 4
                    && fields[1].Length == 64
                    && fields[1].All(char.IsAsciiHexDigitLower)
                    && double.TryParse(fields[2], CultureInfo.InvariantCulture, out var seconds)
                )
                {
                    // Lines from before work was measured have none.
                    double? work =
                        fields.Length == 4 && double.TryParse(fields[3], CultureInfo.InvariantCulture, out var units)
                            ? units
                            : null;
                    Add(runs, fields[0], new LastRun(fields[1], seconds, work));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a hint.
        }

        return runs;
    }
}

/// <summary>A result of an instance.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Seconds">How long it took to compute.</param>
/// <param name="Work">How much work it was, in units of <see cref="PipelineOptions.Work"/>; null where that is not known.</param>
internal sealed record LastRun(string Key, double Seconds, double? Work);
