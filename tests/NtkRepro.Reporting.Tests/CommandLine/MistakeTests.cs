namespace NtkRepro.Reporting.Tests.CommandLine;

public sealed class MistakeTests : IDisposable
{
    private readonly SampleRequest _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("Unknown target 'Shwo'. Did you mean 'Show'?", "Shwo")]
    [InlineData("Unknown target ''. Valid are: Reproduce, Export, Show, Find, Secret.", "")]
    [InlineData("Unknown target 'Xyz'. Valid are: Reproduce, Export, Show, Find, Secret.", "Xyz")]
    [InlineData("Unknown target 'Shwo'. Did you mean 'Show'?", "Reproduce", "--skip", "Shwo")]
    [InlineData("Unknown parameter '--epoch'. Did you mean '--epochs'?", "--epoch", "3")]
    [InlineData("Unknown parameter '--prest'. Did you mean '--preset'?", "--prest=smoke")]
    [InlineData("'--epochs' must be a whole number, not 'many'.", "--epochs", "many")]
    [InlineData("'--epochs' must be a whole number, not '1.5'.", "--epochs=1.5")]
    [InlineData("'--jobs' must be at least 1, not '0'.", "--jobs", "0")]
    [InlineData("'--jobs' must be at least 1, not '-2'.", "--jobs", "-2")]
    [InlineData("'--item' cannot be 'folder': it is a folder.", "Show", "--item", "folder")]
    [InlineData("'--preset' needs a value.", "--preset")]
    [InlineData("'--preset' needs a value.", "--preset=")]
    [InlineData("'--seeds' needs a value.", "Show", "--seeds")]
    [InlineData("'--epochs' takes one value, not '1', '2'.", "--epochs", "1", "2")]
    [InlineData("'--maybe' must be true or false, not 'perhaps'.", "--maybe", "perhaps")]
    [InlineData("'--mode' must be one of Fast, Thorough, not 'fats'. Did you mean 'Fast'?", "--mode", "fats")]
    [InlineData("'--mode' must be one of Fast, Thorough, not '1'.", "--mode", "1")]
    [InlineData("'--seeds' must be a whole number, not 'x'.", "--seeds", "1", "x")]
    [InlineData("Target 'show' must come before '--flag'.", "--flag", "show")]
    [InlineData("Targets are given twice: 'Show' and '--target'.", "Show", "--target", "Show")]
    [InlineData("'--skip=Export': a value follows after a space, '--skip Export'.", "Show", "--skip=Export")]
    [InlineData("'--skip' without a value needs a target before it.", "--skip")]
    [InlineData(
        "'Show+Export': targets are joined all with '+', or stand apart all with spaces.",
        "Show+Export",
        "Secret",
        "--to",
        "x"
    )]
    [InlineData("Target 'Export' requires the parameter '--to'.", "Export")]
    [InlineData("Target 'Secret' requires the parameter '--to'.", "Secret")]
    [InlineData("'--to' takes one value, not 'a', 'b'.", "Export", "--to", "a", "b")]
    [InlineData("'--item' takes one value, not 'a', 'b'.", "Find", "a", "b")]
    [InlineData("Unknown target 'a'. Valid are: ", "Reproduce", "a")]
    // NUKE would take it for a target.
    [InlineData("'a' after 'find' does not go with '--plan' or '--skip'; write '--item a'.", "find", "a", "--plan")]
    [InlineData("'a' after 'Find' does not go with '--plan' or '--skip'; write '--item a'.", "Find", "a", "--skip")]
    [InlineData("'--alone' means nothing to Reproduce; it goes with Show, the targets of stages.", "--alone")]
    [InlineData("'--alone' means nothing to Reproduce and Find; it goes with Show", "Reproduce", "Find", "--alone")]
    [InlineData("'--to' means nothing to Show; it goes with Export, Secret.", "Show", "--to", "a")]
    [InlineData("Unknown parameter '--continue'. Valid are: ", "--continue")]
    [InlineData("Unknown parameter '--host'. Valid are: ", "--host", "Terminal")]
    [InlineData("Unknown parameter '--profile'. Valid are: ", "--profile", "none")]
    public void A_mistake_on_the_command_line_is_named(string message, params string[] arguments)
    {
        var mistake = Assert.Single(_sample.Read(arguments).Mistakes);

        Assert.StartsWith(message, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_targets_that_is_given_twice_is_refused_because_NUKE_would_lose_the_first()
    {
        Assert.Equal(
            ["'--skip' is given twice; write '--skip Show Export'."],
            _sample.Read("Reproduce", "--skip", "Show", "--skip", "Export").Mistakes
        );
    }

    [Fact]
    public void All_mistakes_are_told_at_once_wherever_they_were_made()
    {
        _sample.Environment["NUKE_JOBS"] = "none";
        _sample.Write("""{ "Preset": "smoke", "Epoch": 1 }""");

        Assert.Equal(
            [
                ".nuke/parameters.json: Unknown parameter 'Epoch'. Did you mean 'Epochs'?",
                "Unknown parameter '--prest'. Did you mean '--preset'?",
                "Environment variable 'NUKE_JOBS' must be a whole number, not 'none'.",
                "'--mode' must be one of Fast, Thorough, not 'slow'.",
                "Unknown target 'Shwo'. Did you mean 'Show'?",
            ],
            _sample.Read("Shwo", "--prest", "smoke", "--mode", "slow").Mistakes
        );
    }

    [Theory]
    [InlineData("""{ "epochs": 3 }""", "Unknown parameter 'epochs'. Did you mean 'Epochs'?")]
    [InlineData("""{ "Epochs": "many" }""", "'Epochs' must be a whole number, not 'many'.")]
    [InlineData("""{ "Jobs": 0 }""", "'Jobs' must be at least 1, not '0'.")]
    [InlineData("""{ "Target": ["Show"] }""", "'Target' is read on the command line alone.")]
    [InlineData("""{ "set": "a=1" }""", "'set' takes a list.")]
    [InlineData("""{ "Epochs": [1] }""", "'Epochs' takes one value, not a list.")]
    [InlineData("""{ "Help": true }""", "'Help' is read on the command line alone.")]
    [InlineData("""{ "Epochs": }""", "'}' is an invalid start of a value.")]
    [InlineData("[]", "The requested operation requires an element of type 'Object'")]
    public void A_mistake_in_the_file_is_named(string text, string message)
    {
        _sample.Write(text);

        var mistake = Assert.Single(_sample.Read().Mistakes);

        Assert.StartsWith(".nuke/parameters.json: " + message, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_variable_is_named_with_the_variable()
    {
        _sample.Environment["NUKE_TARGET"] = "x86";

        var mistake = Assert.Single(_sample.Read().Mistakes);

        Assert.StartsWith(
            "Environment variable 'NUKE_TARGET': Unknown target 'x86'.",
            mistake,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("NTK_PRESETT", " Did you mean 'NTK_PRESET'?")]
    [InlineData("NUKE_PRESETT", " Did you mean 'NTK_PRESET'?")]
    [InlineData("NTK_LEARNING_RATE_OF_THE_MOON", " './build.sh --help' lists the parameters.")]
    public void A_variable_that_gives_no_parameter_is_named(string variable, string hint)
    {
        _sample.Environment[variable] = "smoke";

        Assert.Equal([$"Unknown environment variable '{variable}'.{hint}"], _sample.Read().Mistakes);
    }

    [Theory]
    [InlineData("NUKE_TELEMETRY_OPTOUT")]
    [InlineData("NUKE_GLOBAL_TOOL_VERSION")]
    [InlineData("NUKE_INTERNAL_INTERCEPTOR")]
    [InlineData("NTK_PACKAGES")]
    public void One_that_NUKE_or_the_script_reads_is_none(string variable)
    {
        _sample.Environment[variable] = "1";

        Assert.Empty(_sample.Read().Mistakes);
    }

    [Fact]
    public void Two_variables_for_one_parameter_set_nothing_and_are_warned_of()
    {
        _sample.Environment["NUKE_EPOCHS"] = "1";
        _sample.Environment["NTK_EPOCHS"] = "2";

        var request = _sample.Read();

        Assert.Equal(
            ["Parameter Epochs is ignored in the environment: NTK_EPOCHS, NUKE_EPOCHS all name it"],
            request.Warnings
        );
        Assert.Empty(request.Values);
    }
}
