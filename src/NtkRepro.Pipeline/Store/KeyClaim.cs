using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// A claim on a key that holds where locks do not reach other hosts. It relies on two things that every shared file system has: a file can
/// be created by one process only (O_EXCL), and a rename is whole. The owner rewrites the file every few seconds; who waits takes it over
/// once it has not changed for a while by the waiter's own clock, so that clocks need not agree.
/// </summary>
internal sealed class KeyClaim : IDisposable
{
    private const int FileExists = 17;
    private const int FileExistsOnWindows = unchecked((int)0x80070050);
    private readonly string _path;
    private readonly string _owner;
    private readonly Timer _beating;
    private readonly Lock _writing = new();
    private FileStream? _file;
    private long _beats;

    private KeyClaim(string path, string owner, FileStream file, TimeSpan beat)
    {
        (_path, _owner, _file) = (path, owner, file);
        Beat();
        _beating = new Timer(_ => Beat(), state: null, beat, beat);
    }

    /// <summary>Waits for the claim.</summary>
    /// <param name="path">The file that stands for the key.</param>
    /// <param name="terms">Who claims it, and for how long it lasts.</param>
    /// <param name="onWait">Called once when another has it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static KeyClaim Acquire(string path, ClaimTerms terms, Action onWait, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string? seen = null;
        var since = terms.Clock.GetTimestamp();
        var isWaiting = false;
        bool HasRunOut(string now) => now == seen && terms.Clock.GetElapsedTime(since) > terms.Lease;
        while (true)
        {
            if (TryCreate(path) is { } file)
            {
                return new KeyClaim(path, terms.Unique(), file, terms.Beat);
            }

            var now = Read(path);
            if (now is not null && (terms.IsOver(OwnerOf(now)) || HasRunOut(now)))
            {
                TakeAway(path, now);
                continue;
            }

            if (now != seen)
            {
                if (!isWaiting && now is not null)
                {
                    isWaiting = true;
                    onWait();
                }

                (seen, since) = (now, terms.Clock.GetTimestamp());
            }

            cancellation.WaitHandle.WaitOne(terms.Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Gives the claim up, if it was not taken away.</summary>
    public void Dispose()
    {
        _beating.Dispose();
        lock (_writing)
        {
            _file?.Dispose();
            _file = null;
        }

        try
        {
            if (Read(_path) is { } text && OwnerOf(text) == _owner)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It runs out by itself.
        }
    }

    private static FileStream? TryCreate(string path)
    {
        try
        {
            return new FileStream(
                path,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0
            );
        }
        catch (IOException e) when (e.HResult is FileExists or FileExistsOnWindows)
        {
            return null;
        }
    }

    /// <summary>
    /// Removes a claim that has run out. Two may try at once, and one of them may then hold what a third has just created: it is put back.
    /// </summary>
    private static void TakeAway(string path, string judged)
    {
        var aside = Draft.NameFor(path);
        try
        {
            File.Move(path, aside);
            if (Read(aside) is { } text && OwnerOf(text) != OwnerOf(judged))
            {
                File.Move(aside, path, overwrite: false);
            }
        }
        catch (IOException)
        {
            // Another was faster.
        }

        Draft.Discard(aside);
    }

    private static string OwnerOf(string text) => text.Split('\n')[0];

    private static string? Read(string path)
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0
            );
            using var reader = new StreamReader(file, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Beat()
    {
        lock (_writing)
        {
            try
            {
                if (_file is { } file)
                {
                    _beats++;
                    file.Position = 0;
                    file.Write(Encoding.UTF8.GetBytes($"{_owner}\n{_beats:D12}\n"));
                    file.Flush(flushToDisk: true);
                }
            }
            catch (IOException)
            {
                // The next beat may succeed; if none does, the claim runs out.
            }
        }
    }
}
