namespace NtkRepro.Pipeline;

/// <summary>Removes what killed processes left behind. What another process is using is locked, and stays.</summary>
internal static class Janitor
{
    /// <summary>Deletes abandoned temporary folders and lock files. Work folders stay: they are what a run resumes from.</summary>
    public static void Sweep(ArtifactLayout layout)
    {
        try
        {
            foreach (var folder in Folders(layout.Temporary).Where(f => ArtifactLayout.IsAttempt(Path.GetFileName(f))))
            {
                var key = Path.GetFileName(folder).Split('.')[0];
                using var held = KeyLock.TryAcquire(layout.Lock(key));
                // A claim may be that of a host which the lock does not reach.
                if (held is not null && !File.Exists(layout.Claim(key)) && Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }

            foreach (var file in Directory.Exists(layout.Locks) ? Directory.GetFiles(layout.Locks, "*.lock") : [])
            {
                if (ArtifactLayout.IsKey(Path.GetFileNameWithoutExtension(file)))
                {
                    KeyLock.TryAcquire(file)?.Dispose();
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for the next run.
        }
    }

    private static List<string> Folders(string parent) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).ToList() : [];
}
