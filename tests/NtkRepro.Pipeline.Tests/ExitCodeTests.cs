using System.Diagnostics;

namespace NtkRepro.Pipeline.Tests;

/// <summary>What is said of an instance whose process ended badly.</summary>
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(3, "its process ended with exit code 3")]
    [InlineData(137, "its process was ended by signal 9")]
    [InlineData(192, "its process was ended by signal 64")]
    [InlineData(193, "its process ended with exit code 193")]
    [InlineData(255, "its process ended with exit code 255")]
    public void Only_a_code_that_a_signal_leaves_is_called_a_signal(int code, string expected)
    {
        var executor = new ProcessExecutor(_ => new ProcessStartInfo("sh", ["-c", $"exit {code}"]));

        var failure = Assert.Throws<StageFailedException>(() => executor.Execute(Job(), CancellationToken.None));

        Assert.Equal(expected, failure.Message);
    }

    [Fact]
    public void Its_standard_input_is_a_pipe_by_whose_end_it_sees_that_the_run_is_gone()
    {
        // That of the tests may be one too, and would be the same.
        var pipe = File.ResolveLinkTarget("/proc/self/fd/0", returnFinalTarget: false)?.Name;
        var executor = new ProcessExecutor(_ => new ProcessStartInfo(
            "sh",
            ["-c", $"test -p /dev/stdin && test \"$(readlink /proc/self/fd/0)\" != '{pipe}'"]
        ));

        executor.Execute(Job(), CancellationToken.None);
    }

    private static InstanceJob Job() =>
        new("data", "data", new Dictionary<string, string>(), "0", null, IsForced: false, (_, _) => { });
}
