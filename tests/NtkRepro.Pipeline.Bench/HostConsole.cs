namespace NtkRepro.Pipeline.Bench;

/// <summary>Lines on standard output, each written at once, because a test or a drill waits for them.</summary>
internal static class HostConsole
{
    public static void Write(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
