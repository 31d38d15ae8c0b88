using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests.StandInOnly;

public sealed class UsageErrorTests : BuildTests
{
    [Theory]
    [InlineData("Unknown target 'Shwo'. Did you mean 'Show'?", "Shwo")]
    [InlineData("Unknown target 'Xyz'. Valid are: Show.", "Xyz")]
    [InlineData("Unknown parameter '--epoch'. Did you mean '--epochs'?", "--epoch", "3")]
    [InlineData("Unknown parameter '-h'. Did you mean '--help'?", "-h")]
    [InlineData("'--epochs=3': a value follows after a space, '--epochs 3'.", "--epochs=3")]
    [InlineData("'--epochs' must be a whole number, not 'many'.", "--epochs", "many")]
    [InlineData("'--epochs' needs a value.", "--epochs")]
    [InlineData("'--epochs' takes one value, not '1', '2'.", "--epochs", "1", "2")]
    [InlineData("'--maybe' must be true or false, not 'perhaps'.", "--maybe", "perhaps")]
    [InlineData("'--mode' must be one of Fast, Thorough, not 'fats'. Did you mean 'Fast'?", "--mode", "fats")]
    [InlineData("'--mode' must be one of Fast, Thorough, not '1'.", "--mode", "1")]
    [InlineData("'--set' is given twice; write '--set a=1 b=2'.", "--set", "a=1", "--set", "b=2")]
    [InlineData("Target 'show' must come before '--flag'.", "--flag", "show")]
    [InlineData("Targets are given twice: 'Show' and '--target'.", "Show", "--target", "Show")]
    [InlineData("'--limit' must be a value of type TimeSpan, not 'long'.", "--limit", "long")]
    [InlineData("'--learning-rate' must be a value of type Double, not '0,1'.", "--learning-rate", "0,1")]
    [InlineData("Unknown parameter '--continue'.", "--continue")]
    [InlineData("Unknown parameter '--host'.", "--host", "Terminal")]
    [InlineData("Profile 'none' does not exist", "--profile", "none")]
    [InlineData("there is no folder", "--root", "nowhere")]
    public void A_mistake_on_the_command_line_is_named_and_ends_in_code_2(string message, params string[] arguments)
    {
        var result = Sandbox.Run(nameof(ParametersBuild), arguments);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var result = Sandbox.Run(nameof(ParametersBuild), "Shwo", "--epoch", "3", "--mode", "slow");

        Assert.Equal(3, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_bad_environment_variable_is_named()
    {
        Sandbox.Environment["EPOCHS"] = "many";

        var result = Sandbox.Run(nameof(ParametersBuild));

        Assert.Equal("Environment variable 'EPOCHS' must be a whole number, not 'many'.", result.Error.Trim());
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("""{ "epochs": 3 }""", "Unknown parameter 'epochs'. Did you mean 'Epochs'?")]
    [InlineData("""{ "Epochs": "many" }""", "'Epochs' must be a whole number, not 'many'.")]
    [InlineData("""{ "Epochs": }""", "LineNumber: 0")]
    [InlineData("[]", "Object")]
    public void A_mistake_in_the_parameters_file_is_named(string text, string message)
    {
        Sandbox.Write(".nuke/parameters.json", text);

        var result = Sandbox.Run(nameof(ParametersBuild));

        Assert.StartsWith(".nuke/parameters.json: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Two_environment_variables_for_one_parameter_are_warned_of()
    {
        Sandbox.Environment["NUKE_EPOCHS"] = "1";
        Sandbox.Environment["EPOCHS"] = "2";

        Assert.Contains(
            "[WRN] Parameter Epochs is ignored in the environment: EPOCHS, NUKE_EPOCHS all name it",
            Sandbox.Run(nameof(ParametersBuild)).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_unknown_target_to_skip_is_a_usage_error()
    {
        var result = Sandbox.Run(nameof(RelationsBuild), "--skip", "Trian");

        Assert.Contains("Unknown target 'Trian'. Did you mean 'Train'?", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void A_cycle_is_reported_as_a_chain()
    {
        var result = Sandbox.Run(nameof(CycleBuild));

        Assert.Equal("Circular dependencies between targets: A -> B -> C -> A", result.Error.Trim());
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void All_missing_requirements_are_reported()
    {
        var result = Sandbox.Run(nameof(RequirementsBuild));

        Assert.Contains("'Publish' requires the parameter '--api-key'", result.Error, StringComparison.Ordinal);
        Assert.Contains("'Publish' requires the parameter '--feed'", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }
}
