using Nuke.Common.Tooling;
using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class ProcessTests
{
    private readonly List<(OutputType Type, string Text)> _lines = [];

    [Fact]
    public void A_process_gets_its_arguments_and_its_lines_reach_the_logger()
    {
        var process = Start("a \"b c\"");

        Assert.Same(process, process.AssertZeroExitCode());
        Assert.Contains((OutputType.Std, "arguments: a|b c"), _lines);
    }

    [Fact]
    public void The_filter_changes_lines_before_they_are_logged()
    {
        Start("secret word", outputFilter: x => x.Replace("secret", "***", StringComparison.Ordinal))
            .AssertZeroExitCode();

        Assert.Contains((OutputType.Std, "arguments: ***|word"), _lines);
    }

    [Fact]
    public void A_process_has_only_the_variables_that_it_is_given()
    {
        Environment.SetEnvironmentVariable("TOOL_VARIABLE", "ours");
        Start("", variable: "given").AssertZeroExitCode();
        Start("").AssertZeroExitCode();
        Environment.SetEnvironmentVariable("TOOL_VARIABLE", null);

        Assert.Equal(
            ["variable: given", "variable: "],
            _lines.Where(x => x.Type == OutputType.Err).Select(x => x.Text)
        );
    }

    [Fact]
    public void A_failed_process_throws_with_its_exit_code_its_command_line_and_its_error_output()
    {
        var exception = Assert.ThrowsAny<Exception>(() => Start("4").AssertZeroExitCode());

        Assert.Equal("ProcessException", exception.GetType().Name);
        Assert.Contains("exited with code 4.", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"> {Sandbox.DotNet} \"{Tool.Path}\" 4", exception.Message, StringComparison.Ordinal);
        Assert.Contains("variable:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_does_not_end_in_time_is_killed_and_throws()
    {
        Assert.Throws<ArgumentException>(() => Start("wait", timeout: 1).AssertZeroExitCode());
    }

    [Fact]
    public void A_tool_is_found_on_the_path()
    {
        ProcessTasks.StartProcess("dotnet", "--version", logInvocation: false, logger: Add).AssertZeroExitCode();

        Assert.NotEmpty(_lines);
    }

    [Fact]
    public void An_unknown_tool_and_an_unknown_folder_are_named()
    {
        var tool = Assert.ThrowsAny<Exception>(() => ProcessTasks.StartProcess("no-such-tool"));
        var folder = Assert.ThrowsAny<Exception>(() => ProcessTasks.StartProcess("dotnet", "", "no-such-folder"));

        Assert.Contains("no-such-tool", tool.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-folder", folder.Message, StringComparison.Ordinal);
    }

    private void Add(OutputType type, string text)
    {
        lock (_lines)
            _lines.Add((type, text));
    }

    private IProcess Start(
        string arguments,
        string? variable = null,
        int? timeout = null,
        Func<string, string>? outputFilter = null
    )
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            [Program.BuildVariable] = nameof(Tool),
        };
        if (variable != null)
            variables["TOOL_VARIABLE"] = variable;
        return ProcessTasks.StartProcess(
            Sandbox.DotNet,
            $"\"{Tool.Path}\" {arguments}",
            environmentVariables: variables,
            timeout: timeout,
            logInvocation: false,
            logger: Add,
            outputFilter: outputFilter
        );
    }
}
