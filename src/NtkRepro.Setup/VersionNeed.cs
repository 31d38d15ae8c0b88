namespace NtkRepro.Setup;

/// <summary>A version of symbols that a library needs of another one: an entry of <c>.gnu.version_r</c>.</summary>
/// <param name="Library">The other one, <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version, <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">What <c>.gnu.version</c> calls it.</param>
/// <param name="IsWeak">Whether the loader lets it be missing.</param>
/// <param name="FlagsOffset">Where in the file its flags lie, two bytes.</param>
internal sealed record VersionNeed(string Library, string Version, int Index, bool IsWeak, long FlagsOffset)
{
    /// <summary><c>VER_FLG_WEAK</c>.</summary>
    public const byte WeakFlag = 2;
}
