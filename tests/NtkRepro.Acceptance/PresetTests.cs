using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance;

/// <summary>What each preset asks for, without running it.</summary>
public sealed class PresetTests : IDisposable
{
    private readonly string artifacts = Directory.CreateTempSubdirectory("ntk-repro-presets-").FullName;

    private static readonly string[] Names = ["default", "full", "paper", "smoke", "tiny"];

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

        var run = parameters.Run;
        string[] networks =
        [
            .. from dataset in run.Datasets
            from model in run.Models[dataset]
            from seed in run.Seeds
            select $"{dataset} {model} {seed}",
        ];
        var onsets = networks.SelectMany(n =>
            run.Rates.SelectMany(r => Rate(parameters, r).Times.Select(t => $"{n} {r} {Text(t)}"))
        );
        var children = networks.SelectMany(n =>
            run.Rates.SelectMany(r =>
                Rate(parameters, r)
                    .Times.SelectMany(t => Rate(parameters, r).Children.Select(c => $"{n} {r} {Text(t)} {c}"))
            )
        );
        var times = parameters.Rates.Base.Times;
        AssertPlanned(run.Datasets, "data");
        AssertPlanned(networks, "parent");
        AssertPlanned(children, "child");
        AssertPlanned(onsets, "linearized", "barrier");
        AssertPlanned(networks.SelectMany(n => times.Select(t => $"{n} {Text(t)}")), "regression", "sensitivity");
        AssertPlanned(
            networks.SelectMany(n => times.Union(parameters.Kernel.Grid).Select(t => $"{n} {Text(t)}")),
            "kernel",
            "spectrum"
        );
        AssertPlanned(run.Datasets.SelectMany(d => run.Models[d].Select(m => $"{d} {m}")), "metrics", "figures");
        AssertPlanned([""], "summary");
        Assert.Equal(
            Reproduction.Stages.Select(s => s.Name).Order(),
            plan.Instances.Select(i => i.Stage).Distinct().Order()
        );

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
        decimal[] times = [.. parameters.Rates.Base.Times, .. parameters.Rates.Low.Times, .. parameters.Kernel.Grid];
        Assert.All(times, t => Assert.InRange(t, 0, parameters.Training.Epochs));
        // Low-rate twins read the parent's checkpoints, and velocity is per 0.4 epochs (paper.md).
        Assert.Equal(0.4m, parameters.Kernel.Grid[1] - parameters.Kernel.Grid[0]);
        Assert.True(parameters.Rates.Base.Children.Count >= 2, "no barrier without a pair of children");
    }

    [Fact]
    public void The_scales_are_those_of_the_paper()
    {
        var (small, large) = (Plan("default").ParametersAs<Parameters>(), Plan("paper").ParametersAs<Parameters>());

        Assert.Equal(["fashion-mnist"], small.Run.Datasets);
        Assert.Equal(["cnn", "resnet"], small.Run.Models["fashion-mnist"]);
        Assert.Equal(["base", "low"], small.Run.Rates);
        Assert.Equal(["cifar10", "cifar100"], large.Run.Datasets);
        Assert.All(large.Run.Datasets, d => Assert.Equal(["resnet-20", "wide-resnet"], large.Run.Models[d]));
        Assert.Equal((200, 128, 0.1, 0.9), Of(large.Training));
        Assert.Equal((0.1, 1.0), (large.Rates.Low.Factor, large.Rates.Base.Factor));

        static (int, int, double, double) Of(TrainingParameters t) => (t.Epochs, t.Batch, t.LearningRate, t.Momentum);
    }

    private Plan Plan(string preset) =>
        Reproduction.Load(Repository.Definition, artifacts).Plan(new PlanRequest { Preset = preset });

    private static RateParameters Rate(Parameters parameters, string name) =>
        name == "base" ? parameters.Rates.Base : parameters.Rates.Low;

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
