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

    [Fact]
    public void A_parameter_that_nothing_names_keeps_its_initial_value()
    {
        string[] expected =
        [
            "Text=initial",
            "Flag=False",
            "Maybe=",
            "Epochs=160",
            "Jobs=",
            "LearningRate=0.1",
            "Mode=Fast",
            "Store=",
            "Set=",
            "Property=initial",
            "Settable=initial",
            "Verbosity=Normal",
        ];

        Assert.Equal(expected, Run().Reports.Intersect(expected, StringComparer.Ordinal));
    }

    [Fact]
    public void The_command_line_sets_parameters_of_all_types()
    {
        string[] arguments =
        [
            "Show",
            .. (string[])["--text", "a b", "--flag", "--maybe", "false", "--epochs", "3", "--jobs", "2"],
            .. (string[])["--big", "9007199254740993", "--learning-rate", "1e-3", "--mode", "thorough"],
            .. (string[])["--set", "a=1", "b=2", "--seeds", "1", "2", "--alias", "x", "--property", "y"],
            .. (string[])["--settable", "z", "--limit", "0:01:30", "--verbosity", "minimal"],
        ];
        string[] expected =
        [
            "Text=a b",
            "Flag=True",
            "Maybe=False",
            "Epochs=3",
            "Jobs=2",
            "Big=9007199254740993",
            "LearningRate=0.001",
            "Mode=Thorough",
            "Set=a=1|b=2",
            "Seeds=1|2",
            "Renamed=x",
            "Property=y",
            "Settable=z",
            "Limit=00:01:30",
            "Verbosity=Minimal",
        ];

        Assert.Equal(expected, Run(arguments).Reports.Intersect(expected, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Text", "second", "--text", "first", "--text", "second")]
    [InlineData("Flag", "False", "--flag", "false")]
    [InlineData("Epochs", "3", "--EPOCHS", "3")]
    [InlineData("LearningRate", "0.2", "-LearningRate", "0.2")]
    [InlineData("Set", "", "--set")]
    public void The_command_line_has_several_spellings(string name, string expected, params string[] arguments)
    {
        Assert.Equal(expected, Value(name, arguments));
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
    public void Two_environment_variables_for_one_parameter_set_nothing()
    {
        Sandbox.Environment["NUKE_EPOCHS"] = "1";
        Sandbox.Environment["EPOCHS"] = "2";

        Assert.Equal("160", Value("Epochs"));
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
        Assert.Equal(Path.Combine(Sandbox.Root, "a"), Value("RootDirectory", "--root", ".."));
        Assert.Equal(Path.Combine(Sandbox.Root, "a", "b"), Value("RootDirectory", "--root"));
    }

    [Fact]
    public void A_value_that_does_not_fit_does_not_reach_the_build()
    {
        var result = Run("--epochs", "many");

        Assert.DoesNotContain("Epochs=many", result.Reports);
        Assert.Contains("many", result.Text, StringComparison.Ordinal);
    }
}
