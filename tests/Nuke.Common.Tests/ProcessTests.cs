using Nuke.Common.Tooling;
using static Nuke.Common.Assert;
using NukeAssert = Nuke.Common.Assert;

namespace NukeCommon.Tests;

public sealed class ProcessTests
{
    [Fact]
    public void A_process_is_found_on_the_path_and_its_output_collected()
    {
        using var process = ProcessTasks.StartProcess("dotnet", "--list-runtimes", logOutput: false);

        process.AssertZeroExitCode();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Microsoft.NETCore.App", process.Output.StdToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_process_throws_with_its_command_line_and_error_output()
    {
        using var process = ProcessTasks.StartProcess("dotnet", "no-such-file.dll", logOutput: false);

        var exception = Assert.Throws<ProcessException>(() => process.AssertZeroExitCode());

        Assert.NotEqual(0, exception.ExitCode);
        Assert.Contains("no-such-file.dll", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_reach_the_given_logger_through_the_filter()
    {
        var lines = new List<string>();
        using var process = ProcessTasks.StartProcess(
            "dotnet",
            "--list-runtimes",
            logger: (_, line) => lines.Add(line),
            outputFilter: line => line.Replace("Microsoft", "M", StringComparison.Ordinal)
        );

        process.AssertWaitForExit();

        Assert.All(lines, x => Assert.DoesNotContain("Microsoft", x, StringComparison.Ordinal));
        Assert.Equal(lines, process.Output.Select(x => x.Text));
    }

    [Fact]
    public void Interpolated_arguments_are_quoted_where_they_must_be_and_secrets_are_kept_out()
    {
        ArgumentStringHandler arguments = $"run {"a b"} {"c"} {"x y":nq} {"hidden":r} {3}";
        var filter = arguments.GetFilter();

        var text = arguments.ToStringAndClear();

        Assert.Equal("run \"a b\" c x y hidden 3", text);
        Assert.Equal("run \"a b\" c x y [REDACTED] 3", filter(text));
    }

    [Fact]
    public void An_unknown_tool_is_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => ProcessTasks.StartProcess("no-such-tool"));

        Assert.Contains("no-such-tool", exception.Message, StringComparison.Ordinal);
    }
}

public sealed class AssertTests
{
    [Fact]
    public void A_failed_assertion_shows_its_message_or_its_argument()
    {
        string? nothing = null;
        var isThere = false;

        Assert.Equal("why", Assert.Throws<ArgumentException>(() => NukeAssert.True(isThere, "why")).Message);
        Assert.Equal("isThere", Assert.Throws<ArgumentException>(() => NukeAssert.True(isThere)).ParamName);
        Assert.Equal("!isThere", Assert.Throws<ArgumentException>(() => NukeAssert.False(!isThere)).ParamName);
        Assert.Equal("nothing", Assert.Throws<ArgumentException>(() => nothing.NotNull()).ParamName);
        Assert.Equal("nothing", Assert.Throws<ArgumentException>(() => nothing.NotNullOrEmpty()).ParamName);
        Assert.Throws<ArgumentException>(() => NukeAssert.NotEmpty(Array.Empty<int>()));
        Assert.Throws<ArgumentException>(() => NukeAssert.FileExists("no-such-file"));
        Assert.Throws<ArgumentException>(() => NukeAssert.DirectoryExists("no-such-folder"));
        Assert.Equal("why", Assert.Throws<Exception>(() => NukeAssert.Fail("why")).Message);
    }

    [Fact]
    public void A_passed_assertion_returns_its_argument()
    {
        Assert.Equal("x", "x".NotNull());
        Assert.Equal("x", "x".NotNullOrEmpty());
        NukeAssert.True(true);
        NukeAssert.False(false);
        NukeAssert.NotEmpty(new[] { 1 });
    }
}
