using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// The last key and duration of each instance: a journal of one line each, appended whole, so that processes can share it and a kill
/// costs nothing. It gives reasons and time estimates; no result depends on it.
/// </summary>
internal sealed class LastRuns(string path, Action<string>? beforeWrite = null)
{
    private readonly ConcurrentDictionary<string, LastRun> _runs = Load(path);
    private readonly Lock _writing = new();

    public LastRun? Find(string instance) => _runs.GetValueOrDefault(instance);

    /// <summary>Notes a computed result.</summary>
    public void Computed(string instance, string key, double seconds) => Note(instance, new LastRun(key, seconds));

    /// <summary>Notes that a result already in the store is again the instance's own; the known duration stays.</summary>
    public void Reused(string instance, string key, double seconds)
    {
        var known = Find(instance);
        if (known?.Key != key)
        {
            Note(instance, new LastRun(key, known?.Seconds ?? seconds));
        }
    }

    private void Note(string instance, LastRun run)
    {
        _runs[instance] = run;
        var line = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{instance}\t{run.Key}\t{run.Seconds:0.###}\n")
        );
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
            if (!File.Exists(path) || File.ReadLines(path).Count() < 1000 + (3 * _runs.Count))
            {
                return;
            }

            var lines = _runs.Select(r =>
                string.Create(CultureInfo.InvariantCulture, $"{r.Key}\t{r.Value.Key}\t{r.Value.Seconds:0.###}")
            );
            Draft.Replace(path, draft => File.WriteAllLines(draft, lines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a hint.
        }
    }

    private static ConcurrentDictionary<string, LastRun> Load(string path)
    {
        var runs = new ConcurrentDictionary<string, LastRun>(StringComparer.Ordinal);
        try
        {
            foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
            {
                var fields = line.Split('\t');
                if (
                    fields.Length == 3
                    && fields[1].Length == 64
                    && fields[1].All(char.IsAsciiHexDigitLower)
                    && double.TryParse(fields[2], CultureInfo.InvariantCulture, out var seconds)
                )
                {
                    runs[fields[0]] = new LastRun(fields[1], seconds);
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

/// <summary>An instance's last result and how long it took to compute, in seconds.</summary>
internal sealed record LastRun(string Key, double Seconds);
