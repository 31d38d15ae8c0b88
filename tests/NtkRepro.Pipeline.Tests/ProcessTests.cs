using System.Diagnostics;
using NtkRepro.Pipeline.Bench;

namespace NtkRepro.Pipeline.Tests;

/// <summary>Faults that need real processes: the toy host is started, watched and killed.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("host-").FullName;
    private readonly List<Process> _started = [];

    public ProcessTests() => Assert.Equal(0, Run("experiment", _folder).ExitCode);

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Two_processes_on_one_store_compute_each_instance_once_between_them()
    {
        var (first, second) = (Start("run", _folder, "--fast"), Start("run", _folder, "--fast"));
        var lines = await Task.WhenAll(first.StandardOutput.ReadToEndAsync(), second.StandardOutput.ReadToEndAsync());
        var computed = lines
            .SelectMany(t => t.Split('\n'))
            .Where(l => l.StartsWith("computing ", StringComparison.Ordinal))
            .ToList();
        first.WaitForExit();
        second.WaitForExit();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(112, computed.Distinct().Count());
        Assert.Equal(112, computed.Count);
    }

    [Fact]
    public void When_the_process_that_computes_is_killed_the_one_that_waits_takes_over()
    {
        var first = Start("run", _folder, "--hold", "data", "--fast");
        ReadUntil(first, "holding data");
        var second = Start("run", _folder, "--fast");
        ReadUntil(second, "data waiting for another run of the same instance");
        first.Kill();
        var rest = second.StandardOutput.ReadToEnd();
        second.WaitForExit();

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("computing data\n", rest);
        Assert.Contains("computed 112, cached 0,", rest);
    }

    [Fact]
    public void A_crash_in_a_process_of_its_own_is_that_instances_failure()
    {
        var (code, output) = Run("run", _folder, "--processes", "--crash", "parent", "--fast");
        Assert.Equal(1, code);
        Assert.Contains("computed 1, cached 0, up to date 0, failed 1, skipped 110", output);

        var crashed = Run("run", _folder, "--crash", "parent", "--fast");
        Assert.NotEqual(0, crashed.ExitCode);
        Assert.Contains("computed 111, cached 0, up to date 1,", Run("run", _folder, "--fast").Output);
    }

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var process = Process.Start(Command(arguments))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private Process Start(params string[] arguments)
    {
        var process = Process.Start(Command(arguments))!;
        process.BeginErrorReadLine();
        _started.Add(process);
        return process;
    }

    private static void ReadUntil(Process process, string line)
    {
        while (process.StandardOutput.ReadLine() is { } read)
        {
            if (read == line)
            {
                return;
            }
        }

        Assert.Fail($"the process ended before it said '{line}'");
    }

    private static ProcessStartInfo Command(string[] arguments) =>
        new("dotnet", [typeof(HostParameters).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
}
