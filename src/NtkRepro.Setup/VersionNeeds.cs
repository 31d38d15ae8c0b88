namespace NtkRepro.Setup;

/// <summary>
/// Lets a library be loaded on a system whose C++ library is older than the one it was linked with, where that is safe: a needed
/// version is only a mark on the symbols of that version, and no relocation refers to any of them.
/// </summary>
internal static class VersionNeeds
{
    /// <summary>What the system lacks of what a library needs.</summary>
    /// <param name="library">The library that is to be loaded.</param>
    /// <param name="find">The system's library of a name; null where it is not known. Nothing is said about what is not known.</param>
    public static IReadOnlyList<VersionNeed> Missing(ElfFile library, Func<string, ElfFile?> find) =>
        [
            .. library
                .Needs.GroupBy(need => need.Library)
                .SelectMany(group =>
                    find(group.Key) is { Offers.Count: > 0 } system
                        ? group.Where(need => !need.IsWeak && !system.Offers.Contains(need.Version))
                        : []
                ),
        ];

    /// <summary>Marks needed versions as weak, in place.</summary>
    /// <param name="path">The library's file, a copy of our own.</param>
    /// <param name="library">What was read of it.</param>
    /// <param name="missing">The versions that the system lacks.</param>
    /// <exception cref="SetupException">The library uses a symbol of one of them; nothing was written.</exception>
    public static void Weaken(string path, ElfFile library, IReadOnlyList<VersionNeed> missing)
    {
        foreach (var need in missing)
        {
            if (library.SymbolsInUse(need) is { Count: > 0 } symbols)
                throw TooOld(path, need, symbols);
        }
        using var stream = File.OpenWrite(path);
        foreach (var need in missing)
        {
            stream.Position = need.FlagsOffset;
            stream.WriteByte(VersionNeed.WeakFlag);
        }
    }

    private static SetupException TooOld(string path, VersionNeed need, IReadOnlyList<string> symbols) =>
        new(
            $"{Path.GetFileName(path)} needs {need.Version} of {need.Library}, which this system's lacks, for {symbols[0]}"
                + (symbols.Count > 1 ? $" and {symbols.Count - 1} more" : "")
                + ". Debian 13, Ubuntu 24.04 or any system with GCC 13.2 or newer has it."
        );
}
