using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// What tells cheaply that a file has not changed: size, times and, on Linux, its inode and the time of its last change of any kind,
/// which no program can set back.
/// </summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Last write, in ticks since year 1, UTC.</param>
/// <param name="Changed">Last change of content or attributes in the same unit; equal to <paramref name="Modified"/> where unknown.</param>
/// <param name="Inode">The file's number on its volume; 0 where unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(long Size, long Modified, long Changed, ulong Inode)
{
    private const int RegularFile = 0x8000;
    private const int FileTypeMask = 0xF000;

    /// <summary>The stamp of a file, links followed; null when there is no such file.</summary>
    public static FileStamp? Of(string path)
    {
        if (NativeStat.IsAvailable)
        {
            return NativeStat.OfPath(path) is { } s && (s.Mode & FileTypeMask) == RegularFile
                ? new FileStamp(s.Size, s.Modified, s.Changed, s.Inode)
                : null;
        }

        var file = new FileInfo(path);
        return file.Exists
            ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks, file.LastWriteTimeUtc.Ticks, 0)
            : null;
    }
}

/// <summary>Linux's statx, whose record has the same layout on every processor.</summary>
internal static class NativeStat
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;
    private const int RecordBytes = 256;
    private static readonly byte[] s_empty = [0];

    public static bool IsAvailable { get; } = Probe();

    /// <summary>The record of a path, or null when it cannot be read.</summary>
    public static StatRecord? OfPath(string path)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        Encoding.UTF8.GetBytes(path, bytes);
        return Read(CurrentFolder, bytes, flags: 0);
    }

    /// <summary>The record of an open file.</summary>
    public static StatRecord? OfHandle(SafeHandle handle) => Read((int)handle.DangerousGetHandle(), s_empty, EmptyPath);

    private static StatRecord? Read(int folder, byte[] path, int flags)
    {
        var record = new byte[RecordBytes];
        if (Statx(folder, path, flags, BasicFields, record) != 0)
        {
            return null;
        }

        return new StatRecord(
            BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(28)),
            BinaryPrimitives.ReadUInt64LittleEndian(record.AsSpan(32)),
            BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)),
            Ticks(record.AsSpan(96)),
            Ticks(record.AsSpan(112))
        );
    }

    private static long Ticks(ReadOnlySpan<byte> time) =>
        DateTime.UnixEpoch.Ticks
        + (BinaryPrimitives.ReadInt64LittleEndian(time) * TimeSpan.TicksPerSecond)
        + (BinaryPrimitives.ReadUInt32LittleEndian(time[8..]) / TimeSpan.NanosecondsPerTick);

    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux() || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        try
        {
            return OfPath("/") is not null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than glibc 2.28 or musl 1.2.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] record);
}

/// <summary>The fields of a file's record that are used here; times in ticks since year 1.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StatRecord(ushort Mode, ulong Inode, long Size, long Changed, long Modified);
