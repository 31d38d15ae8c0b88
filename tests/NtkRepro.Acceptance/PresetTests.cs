using System.Globalization;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Acceptance;

/// <summary>What each preset asks for, without running it.</summary>
public sealed class PresetTests : IDisposable
{
    private readonly string artifacts = Directory.CreateTempSubdirectory("ntk-repro-presets-").FullName;

    private static readonly string[] Names =
    [
        "default",
        "letters",
        "paper",
        "rates",
        "residual",
        "smoke",
        "study",
        "tiny",
        "widths",
    ];

    public static TheoryData<string> Presets => [.. Names];

    public void Dispose() => Directory.Delete(artifacts, recursive: true);

    [Fact]
    public void There_are_no_others() =>
        Assert.Equal(
            Names,
            Reproduction.Load(Repository.Definition, artifacts).Definition.Presets.Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_plans_every_run_that_its_parameters_ask_for(string preset)
    {
        var plan = Plan(preset);
        var parameters = plan.ParametersAs<Parameters>();

        var (run, spawn, linearized) = (parameters.Run, parameters.Spawn, parameters.Linearized);
        (string Name, string Model)[] networks =
        [
            .. from dataset in run.Datasets
            from model in run.Models[dataset]
            from seed in run.Seeds
            select ($"{dataset} {model} {seed}", model),
        ];
        var pairs = run.Datasets.SelectMany(d => run.Models[d].Select(m => $"{d} {m}")).ToList();
        AssertPlanned(run.Datasets, "data");
        AssertPlanned(networks.Select(n => n.Name), "parent");
        AssertPlanned(At(m => spawn.Times[m]), "barrier", "sensitivity");
        AssertPlanned(At(m => spawn.Times[m], _ => spawn.Children.Select(c => $"{c}")), "child");
        AssertPlanned(At(m => linearized.Onset[m], _ => linearized.Rates.Select(r => Text((decimal)r))), "trial");
        AssertPlanned(At(m => linearized.Times[m]), "linearized", "probe", "regression");
        AssertPlanned(At(m => linearized.Times[m], m => linearized.Controls[m]), "control");
        AssertPlanned(
            At(m => spawn.Times[m].Union(linearized.Times[m]).Union(parameters.Kernel.Grid)),
            "kernel",
            "spectrum"
        );
        AssertPlanned(pairs, "calibration", "metrics", "figures");
        AssertPlanned([""], "summary");
        string[] afterOnsets = ["trial", "linearized", "control", "probe", "regression"];
        Assert.Equal(
            Reproduction
                .Stages.Select(s => s.Name)
                .Except(networks.Any(n => linearized.Times[n.Model].Count > 0) ? [] : afterOnsets)
                .Order(),
            plan.Instances.Select(i => i.Stage).Distinct().Order()
        );

        IEnumerable<string> At(
            Func<string, IEnumerable<decimal>> times,
            Func<string, IEnumerable<string>>? variants = null
        ) =>
            from network in networks
            from time in times(network.Model)
            from variant in variants?.Invoke(network.Model) ?? [""]
            select $"{network.Name} {Text(time)} {variant}".TrimEnd();

        void AssertPlanned(IEnumerable<string> expected, params string[] stages)
        {
            var sorted = expected.Order(StringComparer.Ordinal).ToList();
            foreach (var stage in stages)
            {
                var axes = plan.Instances.Where(i => i.Stage == stage).Select(i => string.Join(' ', i.Axes.Values));
                Assert.Equal(sorted, axes.Order(StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Nothing_in_a_preset_is_blocked_or_beyond_the_end_of_training(string preset)
    {
        var plan = Plan(preset);
        var parameters = plan.ParametersAs<Parameters>();

        Assert.Equal(0, plan.Count(PlanState.Blocked));
        string[] models = [.. parameters.Run.Datasets.SelectMany(d => parameters.Run.Models[d]).Distinct()];
        Assert.All(
            models.SelectMany(m =>
                parameters.Spawn.Times[m].Concat(parameters.Linearized.Times[m]).Concat(parameters.Linearized.Onset[m])
            ),
            t => Assert.InRange(t, 0, parameters.Training.Epochs)
        );
        // Velocity is per 0.4 epochs, and a barrier is between two (paper.md).
        Assert.Equal(0.4m, parameters.Kernel.Grid[1] - parameters.Kernel.Grid[0]);
        Assert.True(parameters.Spawn.Children.Count >= 2, "no barrier without a pair of children");
        // The rate is constant at first, so that there is a plateau and a velocity that the schedule does not make.
        Assert.Equal(preset == "paper" ? RateSchedule.Constant : RateSchedule.Drops, parameters.Training.Schedule);
        Assert.InRange(parameters.Training.Drops[0], 0.5m, 0.9m);
        // What is linearized has a low rate, at most a third of the parent's, and a control that differs in the linearization alone or, with
        // batch norm, in what it does not freeze.
        foreach (var model in models.Where(m => parameters.Linearized.Times[m].Count > 0))
        {
            var rate = parameters.Models[model].LearningRate ?? parameters.Training.LearningRate;
            Assert.NotEmpty(parameters.Linearized.Onset[model]);
            Assert.All(parameters.Linearized.Rates, r => Assert.InRange(r, 0, rate / 3));
            Assert.Contains(parameters.Linearized.Controls[model], c => c is "same" or "frozen");
        }
    }

    [Fact]
    public void The_scales_are_those_of_the_paper()
    {
        var (small, large) = (Plan("default").ParametersAs<Parameters>(), Plan("paper").ParametersAs<Parameters>());

        Assert.Equal(["fashion-mnist"], small.Run.Datasets);
        Assert.Equal(["cnn", "resnet"], small.Run.Models["fashion-mnist"]);
        Assert.Equal(["cifar10", "cifar100"], large.Run.Datasets);
        Assert.All(
            large.Run.Datasets,
            d => Assert.Equal(["resnet-20", "wide-resnet"], large.Run.Models[d].Except(["resnet-20-plain"]))
        );
        Assert.Equal((200, 128, 0.1, 0.9), Of(large.Training));
        Assert.Equal((200, 0.9), (large.Linearized.Epochs, large.Linearized.Momentum));
        Assert.Equal([0.001], large.Linearized.Rates);

        static (int, int, double, double) Of(TrainingParameters t) => (t.Epochs, t.Batch, t.LearningRate, t.Momentum);
    }

    [Theory]
    [InlineData("study", "cnn")]
    [InlineData("letters", "cnn")]
    [InlineData("paper", "resnet-20")]
    [InlineData("paper", "wide-resnet")]
    public void A_study_has_the_onsets_by_which_a_match_is_judged(string preset, string model)
    {
        var parameters = Plan(preset).ParametersAs<Parameters>();

        // At 0, 3 and 4 epochs, and at 5, 10, 15, 20, 30, 45 and 60 % of T at least (paper.md, factor3 and match).
        decimal[] shares = [0.05m, 0.1m, 0.15m, 0.2m, 0.3m, 0.45m, 0.6m];
        decimal[] wanted = [0, 3, 4, .. shares.Select(share => share * parameters.Training.Epochs)];
        Assert.Empty(wanted.Except(parameters.Linearized.Times[model]));
    }

    private Plan Plan(string preset) =>
        Reproduction.Load(Repository.Definition, artifacts).Plan(new PlanRequest { Preset = preset });

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
