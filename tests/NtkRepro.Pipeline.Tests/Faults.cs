namespace NtkRepro.Pipeline.Tests;

/// <summary>What a disk may do.</summary>
internal static class Faults
{
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Counts a step of writing, and fails at one of them as a full disk does.</summary>
    public static void ThrowAt(ref int steps, int failing, string path)
    {
        if (Interlocked.Increment(ref steps) == failing)
        {
            throw FullDisk(path);
        }
    }

    public static IOException FullDisk(string path) => new($"No space left on device : '{path}'", NoSpace);

    public static IOException ReadOnly(string path) => new($"Read-only file system : '{path}'", ReadOnlyFileSystem);
}
