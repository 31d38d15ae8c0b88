namespace NtkRepro.Pipeline;

/// <summary>
/// An exclusive claim on a key, among all processes that share a store. It is a lock on an open file, so the system gives it up when its process dies.
/// </summary>
internal sealed class KeyLock : IDisposable
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;
    private readonly string _path;

    private KeyLock(FileStream file, string path) => (_file, _path) = (file, path);

    /// <summary>Waits for the claim.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static KeyLock Acquire(string path, Action onWait, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var isWaiting = false;
        while (true)
        {
            if (TryAcquire(path) is { } taken)
            {
                return taken;
            }

            if (!isWaiting)
            {
                isWaiting = true;
                onWait();
            }

            cancellation.WaitHandle.WaitOne(s_poll);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The claim, or null when another has it.</summary>
    public static KeyLock? TryAcquire(string path)
    {
        var options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException e) when (IsBusy(e.HResult))
        {
            return null;
        }
        // On Windows, a file whose last owner has just removed it refuses to be opened for a moment.
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows())
        {
            return null;
        }

        if (IsSame(file, path))
        {
            return new KeyLock(file, path);
        }

        // The previous owner removed this file between our opening and locking it; the lock of a nameless file excludes nobody.
        file.Dispose();
        return null;
    }

    /// <summary>Removes the file while it is still locked, then gives up the claim.</summary>
    public void Dispose()
    {
        try
        {
            if (NativeStat.IsAvailable)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A lock file left behind is a free lock.
        }
        finally
        {
            _file.Dispose();
        }
    }

    /// <summary>EAGAIN on Linux and on macOS, a sharing violation on Windows; anything else is a fault, not another's lock.</summary>
    internal static bool IsBusy(int code) => code is 11 or 35 or unchecked((int)0x80070020);

    private static bool IsSame(FileStream file, string path) =>
        !NativeStat.IsAvailable || NativeStat.OfHandle(file.SafeFileHandle)?.Inode == NativeStat.OfPath(path)?.Inode;
}
