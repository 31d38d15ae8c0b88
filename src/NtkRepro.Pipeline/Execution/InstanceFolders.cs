using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>The places an instance writes to while it runs: a temporary folder for outputs, a work folder and a log.</summary>
internal sealed class InstanceFolders : IDisposable
{
    private readonly ArtifactLayout _layout;
    private readonly string _key;
    private readonly StreamWriter _log;
    private readonly TimeProvider _clock;
    private readonly Lock _logging = new();
    private bool _isClosed;

    /// <summary>Clears what an earlier, killed attempt at the same key left behind; the key must be locked.</summary>
    public InstanceFolders(
        ArtifactLayout layout,
        string instance,
        string key,
        TimeProvider clock,
        Action<string>? beforeWrite = null
    )
    {
        (_layout, _key, _clock) = (layout, key, clock);
        beforeWrite?.Invoke(layout.Temporary);
        Directory.CreateDirectory(layout.Temporary);
        foreach (var left in Directory.EnumerateDirectories(layout.Temporary, $"{key}.*"))
        {
            Directory.Delete(left, recursive: true);
        }

        Temporary = Path.Combine(layout.Temporary, $"{key}.{Environment.ProcessId}");
        Directory.CreateDirectory(Temporary);
        beforeWrite?.Invoke(layout.Logs);
        Directory.CreateDirectory(layout.Logs);
        LogPath = layout.Log(instance);
        _log = new StreamWriter(new FileStream(LogPath, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            AutoFlush = true,
        };
    }

    public string Temporary { get; }

    public string LogPath { get; }

    public string Output(string path)
    {
        var full = Path.Combine(Temporary, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    public string Work() => Directory.CreateDirectory(_layout.WorkFolder(_key)).FullName;

    public void Log(string line)
    {
        var time = _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        lock (_logging)
        {
            try
            {
                if (!_isClosed)
                {
                    _log.WriteLine($"{time} {line}");
                }
            }
            catch (IOException)
            {
                // A full disk: the line is lost, but neither the work nor the reason of a failure.
            }
        }
    }

    public void DeleteWork() => DeleteWork(_layout, _key);

    public static void DeleteWork(ArtifactLayout layout, string key)
    {
        var folder = layout.WorkFolder(key);
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The result is stored; the garbage collection removes what is left.
        }
    }

    /// <summary>Closes the log and removes the temporary folder, unless it has been moved into the store.</summary>
    public void Dispose()
    {
        lock (_logging)
        {
            _isClosed = true;
            try
            {
                _log.Dispose();
            }
            catch (IOException)
            {
                // A full disk took the log's last lines.
            }
        }

        try
        {
            if (Directory.Exists(Temporary))
            {
                Directory.Delete(Temporary, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Swept by a later run; the instance's own outcome must not change for it.
        }
    }
}
