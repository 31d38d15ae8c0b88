using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// Which results runs referred to, and when: one file for each set of keys, named by its hash, whose time is that of the last such run.
/// The garbage collection keeps what recent runs referred to.
/// </summary>
internal sealed class RunLists(ArtifactLayout layout, TimeProvider clock, bool durable)
{
    private const string Extension = ".keys";

    /// <summary>Notes that a run refers to these results now. A store that cannot be written to goes without.</summary>
    public void Note(IEnumerable<string> keys)
    {
        var text = new StringBuilder();
        foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Append(key).Append('\n');
        }

        if (text.Length == 0)
        {
            return;
        }

        var list = text.ToString();
        var path = Path.Combine(layout.Runs, KeyRecord.Hash(list) + Extension);
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            // A clock that jumped back must not make a run look older than it is.
            if (!File.Exists(path) || (File.GetLastWriteTimeUtc(path) < now && !TrySetTime(path, now)))
            {
                Directory.CreateDirectory(layout.Runs);
                Draft.Replace(path, draft => Write(draft, list, now));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The results of this run then count as used when an earlier one used them.
        }
    }

    private void Write(string draft, string list, DateTime now)
    {
        File.WriteAllText(draft, list);
        if (durable)
        {
            Durability.FlushFile(draft);
        }

        File.SetLastWriteTimeUtc(draft, now);
    }

    // Of a file that is another user's, the system lets nobody else set the time; it can be replaced where the folder is shared.
    private static bool TrySetTime(string path, DateTime time)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, time);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The lists with the time of their last run, UTC.</summary>
    public IEnumerable<(string Path, DateTime LastUsed)> All() =>
        Directory.Exists(layout.Runs)
            ? Directory
                .EnumerateFiles(layout.Runs, $"*{Extension}")
                .Where(p => ArtifactLayout.IsKey(Path.GetFileNameWithoutExtension(p)))
                .Select(p => (p, File.GetLastWriteTimeUtc(p)))
                .ToList()
            : [];
}
