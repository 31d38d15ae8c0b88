namespace NtkRepro.Reporting.Tests.CommandLine;

public sealed class ValueTests : IDisposable
{
    private readonly SampleRequest _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_parameter_that_nothing_names_keeps_its_initial_value()
    {
        var build = _sample.Fill();

        Assert.Equal((160, null, false), (build.Epochs, build.Jobs, build.Flag));
        Assert.Empty(build.Sets);
    }

    [Fact]
    public void The_command_line_sets_parameters_of_all_types()
    {
        string[] options =
        [
            .. (string[])["--epochs", "3", "--jobs", "2", "--flag", "--maybe", "false", "--preset", "a b"],
            .. (string[])["--mode", "thorough", "--set", "a=1", "b=2", "--seeds", "1", "-2", "--store", "../store"],
        ];

        var build = _sample.Fill(["Reproduce", .. options]);

        Assert.Equal((3, 2, true, false), (build.Epochs, build.Jobs, build.Flag, build.Maybe));
        Assert.Equal(("a b", Mode.Thorough), (build.Preset, build.Mode));
        Assert.Equal(["a=1", "b=2"], build.Sets);
        Assert.Equal([1, -2], build.Seeds);
        Assert.Equal(Path.Combine(_sample.Root, "store"), build.Store!.LocalPath);
    }

    [Theory]
    [InlineData("smoke", "--preset", "smoke")]
    [InlineData("smoke", "--preset=smoke")]
    [InlineData("smoke", "--PRESET", "smoke")]
    [InlineData("smoke", "-Preset", "smoke")]
    [InlineData("a=b", "--preset=a=b")]
    [InlineData("second", "--preset", "first", "--preset", "second")]
    public void A_value_has_several_spellings_of_which_the_last_counts(string expected, params string[] arguments)
    {
        Assert.Equal(expected, _sample.Fill(arguments).Preset);
    }

    [Theory]
    [InlineData("--set", "a=1", "--set", "b=[1,2]")]
    [InlineData("--set=a=1", "--set", "b=[1,2]")]
    [InlineData("--set=a=1", "b=[1,2]")]
    public void A_list_that_is_given_twice_counts_twice(params string[] arguments)
    {
        Assert.Equal(["a=1", "b=[1,2]"], _sample.Fill(arguments).Sets);
    }

    [Theory]
    [InlineData("NTK_PRESET")]
    [InlineData("NUKE_PRESET")]
    [InlineData("NUKE_Preset")]
    public void The_environment_sets_a_parameter_by_any_of_its_spellings(string variable)
    {
        _sample.Environment[variable] = "smoke";

        Assert.Equal("smoke", _sample.Fill().Preset);
    }

    [Theory]
    [InlineData("PRESET")]
    [InlineData("Preset")]
    [InlineData("preset")]
    [InlineData("NUKEPRESET")]
    [InlineData("MY_NTK_PRESET")]
    public void A_variable_without_the_prefix_is_somebody_elses(string variable)
    {
        _sample.Environment[variable] = "smoke";

        Assert.Empty(_sample.Read().Mistakes);
        Assert.Null(_sample.Fill().Preset);
    }

    [Fact]
    public void A_variable_that_is_set_to_nothing_counts_as_not_set()
    {
        _sample.Environment["NTK_PRESET"] = " ";

        Assert.Null(_sample.Fill().Preset);
    }

    [Theory]
    [InlineData("NUKE_HELP")]
    [InlineData("NUKE_VERSION")]
    public void What_only_a_person_asks_for_is_not_read_in_the_environment(string variable)
    {
        _sample.Environment[variable] = "12";

        Assert.Empty(_sample.Read().Mistakes);
    }

    [Fact]
    public void The_file_sets_parameters_of_all_kinds_with_paths_that_refer_to_the_root()
    {
        _sample.Write(
            """
            {
              "$schema": "./build.schema.json", // a comment
              "Epochs": 7, "Flag": true, "Mode": "Thorough", "Store": "there", "set": ["x", "y"], "Seeds": [4, 5], "Jobs": null,
            }
            """
        );

        var build = _sample.Fill();

        Assert.Equal((7, true, Mode.Thorough), (build.Epochs, build.Flag, build.Mode));
        Assert.Equal(Path.Combine(_sample.Root, "there"), build.Store!.LocalPath);
        Assert.Equal(["x", "y"], build.Sets);
        Assert.Equal([4, 5], build.Seeds);
    }

    [Fact]
    public void The_command_line_goes_before_the_environment_and_the_environment_before_the_file()
    {
        _sample.Write("""{ "Epochs": 1 }""");
        Assert.Equal(1, _sample.Fill().Epochs);

        _sample.Environment["NTK_EPOCHS"] = "2";
        Assert.Equal(2, _sample.Fill().Epochs);
        Assert.Equal(3, _sample.Fill("--epochs", "3").Epochs);
    }

    [Theory]
    [InlineData("a[b,c0]", "Find", "a[b,c0]")]
    [InlineData("a[b,*", "find", "a[b,*", "--preset", "smoke")]
    [InlineData("a", "Find", "--item", "a")]
    [InlineData(null, "Find")]
    public void The_word_after_a_target_may_be_the_value_of_a_parameter(string? expected, params string[] arguments)
    {
        Assert.Equal(expected, _sample.Fill(arguments).Item);
        Assert.Equal("Find", _sample.Read(arguments).Direct?.Name);
    }

    [Theory]
    [InlineData("Normal")]
    [InlineData("Quiet", "--verbosity", "quiet")]
    [InlineData("Verbose", "--verbosity=verbose")]
    public void Verbosity_chooses_how_much_is_said(string level, params string[] arguments)
    {
        Assert.Equal(level, $"{_sample.Read(arguments).Level}");
    }

    [Theory]
    [InlineData("Show", "Show")]
    [InlineData("Show", "show", "--preset=smoke")]
    [InlineData("Show", "--target", "Show")]
    [InlineData(null)]
    [InlineData(null, "Reproduce")]
    [InlineData(null, "Show", "Reproduce")]
    [InlineData(null, "Show", "--plan")]
    [InlineData(null, "Show", "--skip")]
    public void A_target_runs_without_NUKE_if_it_is_such_a_one_and_all_that_is_asked_for(
        string? expected,
        params string[] arguments
    )
    {
        Assert.Equal(expected, _sample.Read(arguments).Direct?.Name);
    }
}
