using System.Runtime.InteropServices;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>Forces files and folders to the disk, so that a name seen after a crash has its content.</summary>
internal static class Durability
{
    private const int ReadOnly = 0;

    /// <summary>Whether a fault's code says that a disk or a quota is full: ENOSPC, EDQUOT, and Windows's two.</summary>
    public static bool IsFull(int code) =>
        code is 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    public static void FlushFile(string path)
    {
        // A copy of a stored file is read-only, and but for root nobody can open it for writing, without which .NET flushes nothing.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserWrite);
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Flushes a folder's list of names; Windows keeps it durable by itself.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (handle >= 0)
        {
            _ = Sync(handle);
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
