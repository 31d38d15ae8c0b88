using System.Reflection;
using Nuke.Common;
using Nuke.Common.Tooling;

namespace NukeCommon.Tests.Builds;

/// <summary>A program that builds start: it writes a line to each stream, and ends with the code that it is told, or never.</summary>
internal static class Tool
{
    public static string Path { get; } = Assembly.GetExecutingAssembly().Location;

    public static int Start()
    {
        var arguments = Environment.GetCommandLineArgs()[1..];
        Console.WriteLine("arguments: " + string.Join('|', arguments));
        Console.Error.WriteLine("variable: " + Environment.GetEnvironmentVariable("TOOL_VARIABLE"));
        if (arguments is ["wait"])
            Thread.Sleep(Timeout.Infinite);
        return arguments is [var code] ? int.Parse(code) : 0;
    }
}

/// <summary>Starts the tool.</summary>
public sealed class ToolBuild : ReportingBuild
{
    public static int Start() => Execute<ToolBuild>(x => x.Run);

    Target Run => _ => _.Executes(() => StartTool("").AssertZeroExitCode());

    Target Fail => _ => _.Executes(() => StartTool("4").AssertZeroExitCode());

    private static IProcess StartTool(string arguments) =>
        ProcessTasks.StartProcess(
            Sandbox.DotNet,
            $"\"{Tool.Path}\" {arguments}",
            environmentVariables: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                [Program.BuildVariable] = nameof(Tool),
            }
        );
}
