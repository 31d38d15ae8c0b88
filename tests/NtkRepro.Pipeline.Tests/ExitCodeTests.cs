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

    private static InstanceJob Job() =>
        new("data", "data", new Dictionary<string, string>(), "0", null, IsForced: false, (_, _) => { });
}
