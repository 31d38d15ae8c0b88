using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>What the garbage collection asks of files and folders.</summary>
internal static class GarbageFiles
{
    public static List<string> Folders(string parent) =>
        Directory.Exists(parent) ? [.. Directory.EnumerateDirectories(parent).Order(StringComparer.Ordinal)] : [];

    public static List<string> Contents(string parent) =>
        Directory.Exists(parent) ? [.. Directory.EnumerateFileSystemEntries(parent)] : [];

    public static long Bytes(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length)
                : new FileInfo(path).Length;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // In a dry run, another process may finish with it at this moment.
            return 0;
        }
    }

    public static DateTime LastWrite(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(f => f.LastWriteTimeUtc)
            .Append(Directory.GetLastWriteTimeUtc(folder))
            .Max();

    /// <summary>When something was set aside, as its name says; a folder that does not say so was put there by hand, now.</summary>
    public static DateTime AsideSince(string folder) =>
        Path.GetFileName(folder).Split('.') is [var key, var time, ..]
        && ArtifactLayout.IsKey(key)
        && DateTime.TryParseExact(
            time,
            ResultStore.AsideTime,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var since
        )
            ? since
            : DateTime.MaxValue;

    public static void Delete(string path)
    {
        if (!Directory.Exists(path))
        {
            File.Delete(path);
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        Directory.Delete(path, recursive: true);
    }
}
