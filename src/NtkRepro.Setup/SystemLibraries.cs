using System.Runtime.InteropServices;

namespace NtkRepro.Setup;

/// <summary>The libraries that the system's loader finds.</summary>
internal static class SystemLibraries
{
    /// <summary>Reads the library that the loader takes for a name.</summary>
    /// <returns>The library; null where the loader finds none, or where its file cannot be told.</returns>
    public static ElfFile? Find(string name) =>
        NativeLibrary.TryLoad(name, out _) && PathOf(name) is { } path ? ElfFile.Read(path) : null;

    // What is loaded stands in the process's map of memory, under the file's real name: libstdc++.so.6.0.30 for libstdc++.so.6.
    private static string? PathOf(string name) =>
        File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? line[at..] : "")
            .FirstOrDefault(path =>
                Path.GetFileName(path) is var file
                && (file == name || file.StartsWith(name + ".", StringComparison.Ordinal))
            );
}
