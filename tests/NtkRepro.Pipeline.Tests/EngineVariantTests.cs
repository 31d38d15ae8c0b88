namespace NtkRepro.Pipeline.Tests;

/// <summary>What the parameters choose of the engine.</summary>
public sealed class EngineVariantTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_variant_follows_the_parameters_and_is_in_manifests()
    {
        var engine = _project.Load(with: o => o with { EngineVariant = VariantOf });
        var plan = engine.Plan(new PlanRequest { Sets = ["kernel.probes=7"], Targets = ["data"] });

        var result = engine.Run(plan);

        Assert.True(result.Succeeded, result.FailureText());
        Assert.Equal("toy 1 of 7 probes", plan.Engine);
        Assert.All(result.Instances, i => Assert.Equal("toy 1 of 7 probes", i.Manifest!.Engine));
    }

    [Fact]
    public void Workers_are_told_the_parameters()
    {
        var told = new List<object>();
        var engine = _project.Load(with: o => o with { OnWorkerStart = told.Add });

        engine.Run(engine.Plan(new PlanRequest { Sets = ["kernel.probes=7"], Targets = ["data"] }));

        Assert.Equal(7, ((ToyParameters)Assert.Single(told)).Kernel.Probes);
    }

    [Fact]
    public void A_choice_that_cannot_be_met_is_a_mistake_where_it_was_made()
    {
        var engine = _project.Load(with: o =>
            o with
            {
                EngineVariant = _ =>
                    throw new ParameterException("kernel.probes", "too many for this engine; at most 5"),
            }
        );

        var inFile = Assert.Throws<DefinitionException>(() => engine.Plan());
        var onCommandLine = Assert.Throws<DefinitionException>(() =>
            engine.Plan(new PlanRequest { Sets = ["kernel.probes=7"] })
        );

        var line = 1 + Array.FindIndex(File.ReadAllLines(_project.YamlPath), l => l.Contains("probes: 100"));
        Assert.Equal(line, Assert.Single(inFile.Mistakes).Location.Line);
        Assert.Contains("at most 5", inFile.Message, StringComparison.Ordinal);
        Assert.Contains("kernel.probes=7", onCommandLine.Message, StringComparison.Ordinal);
    }

    private static string VariantOf(object parameters) => $"of {((ToyParameters)parameters).Kernel.Probes} probes";
}
