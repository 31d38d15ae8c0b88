namespace NtkRepro.Pipeline.Tests;

public sealed class SettingsTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("kernel.probs=64", "unknown parameter 'kernel.probs'; did you mean 'kernel.probes'?")]
    [InlineData("probes=64", "unknown parameter 'probes'; did you mean 'kernel.probes'?")]
    [InlineData("run.seeds=x", "run.seeds[0]: expected a whole number, found 'x'")]
    [InlineData("run.seeds=3", null)]
    [InlineData("run.times=0.5", null)]
    [InlineData("kernel.probes=many", "kernel.probes: expected a whole number from 1 to 10000, found 'many'")]
    [InlineData("kernel.probes=0", "kernel.probes: 0 is out of range; allowed: from 1 to 10000")]
    [InlineData("kernel.probes=", "kernel.probes has no value; expected: whole number from 1 to 10000")]
    [InlineData("kernel.probes", "a setting is written path=value")]
    [InlineData("run.seeds=[0, x]", "run.seeds[1]: expected a whole number, found 'x'")]
    [InlineData("models.cnn.knd=cnn", "unknown parameter 'models.cnn.knd'; did you mean 'models.cnn.kind'?")]
    [InlineData(
        "run.seeds=[2147483648]",
        "run.seeds[0]: '2147483648' is out of range; allowed: from -2147483648 to 2147483647"
    )]
    [InlineData(
        "kernel.block=9223372036854775808",
        "kernel.block: '9223372036854775808' is out of range; allowed: from -9223372036854775808 to 9223372036854775807"
    )]
    [InlineData("kernel.probes=99999999999", "kernel.probes: '99999999999' is out of range; allowed: from 1 to 10000")]
    [InlineData(
        "training.learning_rate=1e400",
        "training.learning_rate: '1e400' is out of range; allowed: from 0 to 10"
    )]
    [InlineData(
        "training.momentum=1e29",
        "training.momentum: '1e29' is out of range; allowed: from -79228162514264337593543950335 to 79228162514264337593543950335"
    )]
    [InlineData("training.learning_rate=1e-400", "training.learning_rate: '1e-400' cannot be told from 0; write 0")]
    [InlineData("run.times=[0, 1e-30]", "run.times[1]: '1e-30' cannot be told from 0; write 0")]
    [InlineData(
        "kernel.probes=010",
        "kernel.probes: '010' begins with a zero, which some read as octal; write the number without it"
    )]
    [InlineData("kernel.probes=0x10", "kernel.probes: expected a whole number from 1 to 10000, found '0x10'")]
    [InlineData("kernel.probes=1_000", "kernel.probes: expected a whole number from 1 to 10000, found '1_000'")]
    [InlineData("kernel.probes=1e3", "kernel.probes: expected a whole number from 1 to 10000, found '1e3'")]
    [InlineData("training.learning_rate=.nan", "training.learning_rate: expected a number from 0 to 10, found '.nan'")]
    [InlineData("training.learning_rate=NaN", "training.learning_rate: expected a number from 0 to 10, found 'NaN'")]
    [InlineData("training.learning_rate=.inf", "training.learning_rate: expected a number from 0 to 10, found '.inf'")]
    [InlineData("training.learning_rate=∞", "training.learning_rate: expected a number from 0 to 10, found '∞'")]
    [InlineData("models.cnn.bias=yes", "models.cnn.bias: expected true or false, found 'yes'")]
    [InlineData("models.cnn.bias=True", "models.cnn.bias: expected true or false, found 'True'")]
    [InlineData("run.seeds=[]", "run.seeds is empty; axis 'seed' needs a value")]
    [InlineData("run.models=[cnm]", "models has no entry 'cnm'; did you mean 'cnn'?")]
    [InlineData(
        "models.-x.kind=cnn",
        "'-x': a name in models begins with one of a-z, A-Z and 0-9, goes on with these, '-' and '_', and has at most 80 characters"
    )]
    [InlineData("models.CNN.kind=cnn", "'CNN': a name in models must differ from 'cnn' in more than case")]
    [InlineData("models.new.kind=cnn", null)]
    [InlineData("training.learning_rate=1e-300", null)]
    [InlineData("training.learning_rate=0.0e9", null)]
    [InlineData("kernel.grid={ from: 0, to: 0.2, step: 0.1 }", null)]
    [InlineData("kernel.grid.step=0.5", null)]
    public void A_setting_passes_the_same_checks_and_is_named_as_it_was_given(string set, string? message)
    {
        if (message is null)
        {
            _project.Plan(set);
            return;
        }

        var mistake = Assert.Single(Assert.Throws<DefinitionException>(() => _project.Plan(set)).Mistakes);
        Assert.Equal($"--set {set}: {message}", mistake.ToString());
    }

    [Fact]
    public void One_value_stands_for_a_list_of_it()
    {
        var parameters = _project.Load().Plan(new PlanRequest { Sets = ["run.seeds=3", "run.times=0.5"] });

        Assert.Equal([3], parameters.ParametersAs<ToyParameters>().Run.Seeds);
        Assert.Equal([0.5m], parameters.ParametersAs<ToyParameters>().Run.Times);
    }

    [Fact]
    public void A_broken_value_is_named_too()
    {
        var mistake = Assert.Single(Assert.Throws<DefinitionException>(() => _project.Plan("run.seeds=[0")).Mistakes);
        Assert.StartsWith("--set run.seeds=[0: broken YAML", mistake.ToString());
    }

    [Fact]
    public void Far_from_any_name_the_valid_paths_are_listed()
    {
        var mistake = Assert.Single(Assert.Throws<DefinitionException>(() => _project.Plan("x=1")).Mistakes);

        Assert.StartsWith("unknown parameter 'x'; valid: run.models, run.seeds, run.times,", mistake.Message);
        Assert.Contains("models.cnn.kind", mistake.Message);
    }

    [Fact]
    public void An_unknown_preset_and_unknown_targets_are_named()
    {
        var engine = _project.Load();
        string Message(PlanRequest request) =>
            Assert.Single(Assert.Throws<DefinitionException>(() => engine.Plan(request)).Mistakes).ToString();

        Assert.Equal(
            "preset smoek: unknown preset 'smoek'; did you mean 'smoke'?",
            Message(new() { Preset = "smoek" })
        );
        Assert.Equal(
            "target kernle: no stage or instance is named 'kernle'; did you mean 'kernel'?",
            Message(new() { Targets = ["kernle"] })
        );
        Assert.Equal(
            "force parent[cnn,s1]: no stage or instance is named 'parent[cnn,s1]'; did you mean 'parent[cnn,s0]'?",
            Message(new() { Force = ["parent[cnn,s1]"] })
        );
    }

    [Fact]
    public void Maps_merge_and_scalars_and_lists_replace_with_settings_over_presets()
    {
        var plan = _project
            .Load()
            .Plan(
                new PlanRequest
                {
                    Preset = "smoke",
                    Sets = ["kernel.probes=30", "models.cnn.channels=[8]", "run.seeds=[4, 5]"],
                }
            );
        var parameters = plan.ParametersAs<ToyParameters>();

        Assert.Equal("smoke", plan.Preset);
        Assert.Equal(1000, parameters.Data.Train);
        Assert.Equal("digits", parameters.Data.Dataset);
        Assert.Equal(30, parameters.Kernel.Probes);
        Assert.Equal([8], parameters.Models["cnn"].Channels);
        Assert.Equal(ModelKind.Cnn, parameters.Models["cnn"].Kind);
        Assert.Equal([4, 5], parameters.Run.Seeds);
    }

    [Fact]
    public void A_preset_lies_over_the_one_that_it_extends()
    {
        _project.Write(
            "pipeline.yaml",
            ToyProject.Yaml.Replace(
                "default: {}",
                "least: { extends: less, kernel: { probes: 5 } }\n  less: { extends: smoke, data: { train: 500 } }",
                StringComparison.Ordinal
            )
        );
        var engine = _project.Load();

        Assert.Equal((1000, 20), Of("smoke"));
        Assert.Equal((500, 20), Of("less"));
        Assert.Equal((500, 5), Of("least"));

        (int Train, int Probes) Of(string preset)
        {
            var parameters = engine.Plan(new PlanRequest { Preset = preset }).ParametersAs<ToyParameters>();
            return (parameters.Data.Train, parameters.Kernel.Probes);
        }
    }

    [Fact]
    public void Presets_that_extend_each_other_are_named_in_their_circle()
    {
        _project.Write(
            "pipeline.yaml",
            ToyProject.Yaml.Replace(
                "default: {}",
                "a: { extends: b }\n  b: { extends: a }\n  c: { extends: a }",
                StringComparison.Ordinal
            )
        );

        Assert.Equal(
            ["preset 'a' extends itself: a → b → a", "preset 'b' extends itself: b → a → b"],
            Assert.Throws<DefinitionException>(() => _project.Load()).Mistakes.Select(m => m.Message)
        );
    }

    [Fact]
    public void Defaults_fill_what_is_absent()
    {
        var parameters = _project.Plan().ParametersAs<ToyParameters>();

        Assert.Equal(0.9m, parameters.Training.Momentum);
        Assert.True(parameters.Models["mlp"].Bias);
        Assert.Empty(parameters.Models["mlp"].Channels);
        Assert.Equal(ModelKind.WideMlp, parameters.Models["mlp"].Kind);
        Assert.Null(parameters.Kernel.Block);
    }

    [Fact]
    public void Help_lists_every_path_with_type_default_and_meaning()
    {
        var help = _project.Load().ParameterHelp();

        Assert.Contains("training.epochs: whole number from 0 to 1000. Passes over the training set.\n", help);
        Assert.Contains("training.momentum: number, default 0.9\n", help);
        Assert.Contains("models.<name>.kind: one of cnn, wide-mlp\n", help);
    }
}
