using NtkRepro.Pipeline;
using NtkRepro.Reporting.CommandLine;

namespace NtkRepro.Acceptance;

/// <summary>The targets of the build are the stages of the pipeline.</summary>
public sealed class PipelineTargetsTests
{
    private readonly object build = Activator.CreateInstance(BuiltAssemblies.Instance.Build.GetType("Build")!)!;
    private readonly IReadOnlyList<StageDefinition> stages = Reproduction.Load(Repository.Definition).Definition.Stages;

    [Fact]
    public void Every_stage_is_a_target_that_depends_on_the_targets_of_the_stages_that_it_reads_from()
    {
        var targets = TargetDeclaration.Of(build.GetType());
        foreach (var stage in stages)
        {
            var target = Assert.Single(targets, t => t.IsNamed(stage.Name));
            var needed = targets
                .Where(t =>
                    TargetDefinition.Of(build, target).Dependencies.Contains((Delegate)t.Property.GetValue(build)!)
                )
                .Select(t => t.Name.ToLowerInvariant());
            // An input is `stage/path`.
            var read = stage.Inputs.Select(input => input.Split('/')[0]).Distinct(StringComparer.Ordinal);
            Assert.Equal((stage.Name, Text(read)), (stage.Name, Text(needed)));
        }

        static string Text(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_target_says_what_the_pipeline_says_of_its_stage()
    {
        var targets = TargetDeclaration.Of(build.GetType());

        Assert.Equal(
            stages.Select(s => s.Description),
            stages.Select(s => TargetDefinition.Of(build, targets.First(t => t.IsNamed(s.Name))).Description)
        );
    }

    [Fact]
    public void Reproduce_runs_the_whole_graph_by_itself()
    {
        var reproduce = TargetDeclaration.Of(build.GetType()).First(t => t.Name == "Reproduce");

        Assert.Empty(TargetDefinition.Of(build, reproduce).Dependencies);
    }
}
