namespace NtkRepro.Pipeline;

/// <summary>
/// A claim on a whole store: runs share it, the garbage collection has it alone. It is a lock on an open file, so that the system gives
/// it up when its process dies.
/// </summary>
internal sealed class StoreUse : IDisposable
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);
    private readonly FileStream? _file;

    private StoreUse(FileStream? file) => _file = file;

    /// <summary>Waits until no garbage collection runs. A store that cannot be written to needs no claim, and gives none.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static StoreUse Share(ArtifactLayout layout, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                Directory.CreateDirectory(layout.Store);
                return new StoreUse(Open(layout, FileAccess.Read, FileShare.Read));
            }
            catch (IOException e) when (KeyLock.IsBusy(e.HResult))
            {
                cancellation.WaitHandle.WaitOne(s_poll);
                cancellation.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new StoreUse(file: null);
            }
        }
    }

    /// <summary>The claim, or null while a run or another garbage collection has one.</summary>
    public static StoreUse? TryExclude(ArtifactLayout layout)
    {
        try
        {
            Directory.CreateDirectory(layout.Store);
            return new StoreUse(Open(layout, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (KeyLock.IsBusy(e.HResult))
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();

    private static FileStream Open(ArtifactLayout layout, FileAccess access, FileShare share) =>
        new(layout.InUse, FileMode.OpenOrCreate, access, share, bufferSize: 0);
}
