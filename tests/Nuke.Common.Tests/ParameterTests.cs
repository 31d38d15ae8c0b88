using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class ParameterTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(ParametersBuild), arguments);

    private string Value(string name, params string[] arguments)
    {
        var result = Run(arguments);
        Assert.Equal("", result.Error);
        return result.Reports.Single(x => x.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
    }

    [Theory]
    [InlineData("Text", "initial")]
    [InlineData("Text", "a b", "--text", "a b")]
    [InlineData("Text", "second", "--text", "first", "--text", "second")]
    [InlineData("Flag", "False")]
    [InlineData("Flag", "True", "--flag")]
    [InlineData("Flag", "False", "--flag", "false")]
    [InlineData("Maybe", "")]
    [InlineData("Maybe", "False", "--maybe", "false")]
    [InlineData("Epochs", "160")]
    [InlineData("Epochs", "3", "--EPOCHS", "3")]
    [InlineData("Big", "9007199254740993", "--big", "9007199254740993")]
    [InlineData("LearningRate", "0.001", "--learning-rate", "1e-3")]
    [InlineData("LearningRate", "0.2", "-LearningRate", "0.2")]
    [InlineData("Mode", "Thorough", "--mode", "thorough")]
    [InlineData("Set", "a=1|b=2", "--set", "a=1", "b=2")]
    [InlineData("Set", "", "--set")]
    [InlineData("Seeds", "1|2|3", "--seeds", "1,2,3")]
    [InlineData("Seeds", "1|2", "--seeds", "1", "2")]
    [InlineData("Modes", "Thorough|Fast", "--modes", "Thorough", "Fast")]
    [InlineData("Renamed", "x", "--alias", "x")]
    [InlineData("Property", "x", "--property", "x")]
    [InlineData("Settable", "x", "--settable", "x")]
    [InlineData("Limit", "00:01:30", "--limit", "0:01:30")]
    [InlineData("Verbosity", "Minimal", "--verbosity", "minimal")]
    public void The_command_line_sets_a_parameter(string name, string expected, params string[] arguments)
    {
        Assert.Equal(expected, Value(name, ["Show", .. arguments]));
    }

    [Fact]
    public void A_relative_path_refers_to_the_working_directory()
    {
        Directory.CreateDirectory(Path.Combine(Sandbox.Root, "sub"));
        Sandbox.WorkingDirectory = "sub";

        Assert.Equal(Path.Combine(Sandbox.Root, "store"), Value("Store", "--store", "../store"));
    }

    [Theory]
    [InlineData("LearningRate")]
    [InlineData("LEARNING_RATE")]
    [InlineData("NUKE_LEARNING_RATE")]
    public void The_environment_sets_a_parameter_by_any_of_its_spellings(string variable)
    {
        Sandbox.Environment[variable] = "0.3";

        Assert.Equal("0.3", Value("LearningRate"));
    }

    [Fact]
    public void Two_environment_variables_for_one_parameter_set_nothing_and_are_warned_of()
    {
        Sandbox.Environment["NUKE_EPOCHS"] = "1";
        Sandbox.Environment["EPOCHS"] = "2";

        var result = Run();

        Assert.Contains("Epochs=160", result.Reports);
        Assert.Contains("EPOCHS, NUKE_EPOCHS all name it", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parameters_file_sets_parameters_of_all_kinds()
    {
        Sandbox.Write(
            ".nuke/parameters.json",
            """
            {
              "$schema": "./build.schema.json",
              "Text": "file", "Flag": true, "Epochs": 7, "LearningRate": 0.5, "Mode": "Thorough",
              "Store": "there", "Set": ["x", "y"], "Seeds": [4, 5], "Big": null
            }
            """
        );

        var reports = Run().Reports;

        string[] expected =
        [
            "Text=file",
            "Flag=True",
            "Epochs=7",
            "LearningRate=0.5",
            "Mode=Thorough",
            $"Store={Path.Combine(Sandbox.Root, "there")}",
            "Set=x|y",
            "Seeds=4|5",
            "Big=",
        ];
        Assert.Equal(expected, reports.Intersect(expected).OrderBy(x => Array.IndexOf(expected, x)));
    }

    [Fact]
    public void The_command_line_goes_before_the_environment_and_the_environment_before_the_file()
    {
        Sandbox.Write(".nuke/parameters.json", """{ "Epochs": 1 }""");
        Assert.Equal("1", Value("Epochs"));

        Sandbox.Environment["EPOCHS"] = "2";
        Assert.Equal("2", Value("Epochs"));
        Assert.Equal("3", Value("Epochs", "--epochs", "3"));
    }

    [Fact]
    public void A_profile_goes_before_the_parameters_file()
    {
        Sandbox.Write(".nuke/parameters.json", """{ "Epochs": 1, "Text": "base" }""");
        Sandbox.Write(".nuke/parameters.quick.json", """{ "Epochs": 2 }""");

        var reports = Run("--profile", "quick").Reports;

        Assert.Contains("Epochs=2", reports);
        Assert.Contains("Text=base", reports);
    }

    [Fact]
    public void The_root_is_the_nearest_folder_with_a_nuke_folder()
    {
        Directory.CreateDirectory(Path.Combine(Sandbox.Root, "a", "b"));
        Sandbox.WorkingDirectory = Path.Combine("a", "b");

        Assert.Equal(Sandbox.Root, Value("RootDirectory"));
        Assert.Equal(Path.Combine(Sandbox.Root, ".nuke", "temp"), Value("TemporaryDirectory"));
        Assert.Equal(Path.Combine(Sandbox.Root, "a"), Value("RootDirectory", "--root", ".."));
        Assert.Equal(Path.Combine(Sandbox.Root, "a", "b"), Value("RootDirectory", "--root"));
    }

    [Fact]
    public void A_build_server_is_recognized_by_its_variables()
    {
        Assert.Equal("True", Value("IsLocalBuild"));
        Sandbox.Environment["GITHUB_ACTIONS"] = "true";
        Assert.Equal("False", Value("IsLocalBuild"));
    }
}

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
    [InlineData("'--learning-rate' must be a number, not '0,1'.", "--learning-rate", "0,1")]
    [InlineData("'--maybe' must be true or false, not 'perhaps'.", "--maybe", "perhaps")]
    [InlineData("'--mode' must be one of Fast, Thorough, not 'fats'. Did you mean 'Fast'?", "--mode", "fats")]
    [InlineData("'--mode' must be one of Fast, Thorough, not '1'.", "--mode", "1")]
    [InlineData("'--set' is given twice; write '--set a=1 b=2'.", "--set", "a=1", "--set", "b=2")]
    [InlineData("Target 'show' must come before '--flag'.", "--flag", "show")]
    [InlineData("Targets are given twice: 'Show' and '--target'.", "Show", "--target", "Show")]
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
}
