namespace NtkRepro.Pipeline.Tests;

public sealed class ParameterCheckTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    private PipelineEngine Load() => _project.Load(with: o => o with { Check = Check });

    // A rule across sections, which no attribute can say.
    private static void Check(ParameterCheck check)
    {
        var parameters = check.Parameters<ToyParameters>();
        if (parameters.Kernel.Probes > parameters.Data.Train)
        {
            check.Refuse("kernel.probes", "more probes than there are images");
        }

        foreach (var name in parameters.Models.Keys.Where(n => n == "mpl"))
        {
            check.RefuseUnknown($"models.{name}", $"unknown model '{name}'", ["cnn", "mlp"]);
        }
    }

    [Fact]
    public void What_it_accepts_loads_and_plans() => Assert.NotEmpty(Load().Plan().Instances);

    [Fact]
    public void Its_mistakes_have_the_line_and_column_of_the_name()
    {
        var yaml = ToyProject.Yaml.Replace("    mlp: { kind", "    mpl: { kind");
        _project.Write("pipeline.yaml", yaml);
        var line = Array.FindIndex(yaml.Split('\n'), l => l.StartsWith("    mpl:", StringComparison.Ordinal)) + 1;

        var mistake = Assert.Single(Assert.Throws<DefinitionException>(Load).Mistakes);

        Assert.Equal(new SourceLocation("pipeline.yaml", line, 5), mistake.Location);
        Assert.Equal("unknown model 'mpl'; did you mean 'mlp'?", mistake.Message);
        Assert.Contains("^", mistake.Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_are_checked_too()
    {
        _project.Write("pipeline.yaml", ToyProject.Yaml.Replace("probes: 20", "probes: 2000"));

        var mistake = Assert.Single(Assert.Throws<DefinitionException>(Load).Mistakes);

        Assert.Contains("more probes", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("probes: 2000", mistake.Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_checked_when_a_run_is_planned()
    {
        var engine = Load();

        var mistakes = Assert
            .Throws<DefinitionException>(() => engine.Plan(new PlanRequest { Sets = ["kernel.probes=5000"] }))
            .Mistakes;

        Assert.Equal("--set kernel.probes=5000", Assert.Single(mistakes).Location.Source);
    }
}
