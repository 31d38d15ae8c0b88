namespace Nuke.Common.Tooling;

/// <summary>What is commonly asked of a process.</summary>
public static class ProcessExtensions
{
    /// <summary>Waits for the end; throws if the process had to be killed.</summary>
    public static IProcess AssertWaitForExit(this IProcess? process)
    {
        Assert.True(process != null);
        Assert.True(process!.WaitForExit());
        return process;
    }

    /// <summary>Waits for the end; throws a <see cref="ProcessException"/> unless the exit code is zero.</summary>
    public static IProcess AssertZeroExitCode(this IProcess? process)
    {
        var ended = process.AssertWaitForExit();
        return ended.ExitCode == 0 ? ended : throw new ProcessException(ended);
    }

    /// <summary>The lines of the standard output as one text.</summary>
    public static string StdToText(this IEnumerable<Output> output) =>
        string.Join(Environment.NewLine, output.Where(x => x.Type == OutputType.Std).Select(x => x.Text));
}
