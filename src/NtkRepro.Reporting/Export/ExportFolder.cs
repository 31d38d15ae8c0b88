using System.Text.Json;

namespace NtkRepro.Reporting.Export;

/// <summary>The folder that an export is written to: it appears whole, or stays as it was.</summary>
internal static class ExportFolder
{
    /// <summary>The file that makes a folder an RO-Crate.</summary>
    public const string Metadata = "ro-crate-metadata.json";

    /// <summary>Why a folder cannot be written to, or null when it can: it is new, empty, or holds an earlier export and nothing else.</summary>
    /// <param name="target">The folder.</param>
    public static string? Problem(string target)
    {
        if (File.Exists(target))
            return $"{target} is a file; --to takes a folder";
        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any())
            return null;
        if (EarlierFiles(target) is not { } earlier)
            return $"{target} is not empty; name a new folder, or for Export an earlier one";
        var stranger = Directory
            .EnumerateFileSystemEntries(target, "*", SearchOption.AllDirectories)
            .Where(f => !IsFilled(f))
            .Select(f => Path.GetRelativePath(target, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(f => f != Metadata && !IsAsExported(target, f, earlier));
        return stranger is null ? null
            : earlier.ContainsKey(stranger)
                ? $"{target} is an earlier export, but {stranger} in it was changed since; move that away, or name a new folder"
            : $"{target} is an earlier export, but {stranger} in it is not; move that away, or name a new folder";
    }

    private static bool IsFilled(string path) =>
        Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any();

    private static bool IsAsExported(string target, string path, Dictionary<string, string?> earlier) =>
        earlier.TryGetValue(path, out var sha256)
        && File.Exists(Path.Combine(target, path))
        && (sha256 is null || CrateFile.Read(target, path).Sha256 == sha256);

    /// <summary>Lets <paramref name="fill"/> write a new folder beside the target, and puts it in the target's place.</summary>
    public static void Replace(string target, Action<string> fill)
    {
        // A link to a folder stays one.
        var full = Path.TrimEndingDirectorySeparator(Resolved(Path.GetFullPath(target)));
        var parent = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(parent);
        var draft = Path.Combine(parent, $".{Path.GetFileName(full)}.{Environment.ProcessId}.new");
        var old = Path.ChangeExtension(draft, ".old");
        try
        {
            Directory.CreateDirectory(draft);
            fill(draft);
            if (Directory.Exists(full))
                Directory.Move(full, old);
            try
            {
                Directory.Move(draft, full);
            }
            catch when (Directory.Exists(old))
            {
                Directory.Move(old, full);
                throw;
            }
            Remove(old);
        }
        finally
        {
            Remove(draft);
        }
    }

    private static string Resolved(string folder) =>
        Directory.Exists(folder)
            ? Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder
            : folder;

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    // The paths that an earlier export lists, with the SHA-256 of each; null where there is none.
    private static Dictionary<string, string?>? EarlierFiles(string target)
    {
        var path = Path.Combine(target, Metadata);
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var files = document
                .RootElement.GetProperty("@graph")
                .EnumerateArray()
                .ToDictionary(
                    e => Uri.UnescapeDataString(e.GetProperty("@id").GetString()!),
                    e => e.TryGetProperty("sha256", out var sha256) ? sha256.GetString() : null,
                    StringComparer.Ordinal
                );
            return files.ContainsKey(RunCrate.Software) ? files : null;
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
