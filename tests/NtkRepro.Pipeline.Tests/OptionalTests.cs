namespace NtkRepro.Pipeline.Tests;

/// <summary>Axes that may be empty, and inputs that a stage can do without.</summary>
public sealed class OptionalTests
{
    private const string Nowhere = "times={ cnn: [], mlp: [] }";

    [Fact]
    public void Where_an_axis_is_empty_a_stage_has_no_instances_and_its_reader_no_input()
    {
        using var project = new OptionalProject();

        var result = project.Run();

        Assert.True(result.Succeeded, result.FailureText());
        Assert.Equal(
            ["parent[cnn]", "parent[mlp]", "child[cnn,t0]", "child[cnn,t1]", "table[cnn]", "table[mlp]"],
            result.Instances.Select(i => i.Name)
        );
        Assert.Equal(("2 children", "0 children"), (Table(result, "cnn"), Table(result, "mlp")));
    }

    [Fact]
    public void Where_it_is_empty_everywhere_all_do_without()
    {
        using var project = new OptionalProject();

        var result = project.Run(Nowhere);

        Assert.True(result.Succeeded, result.FailureText());
        Assert.DoesNotContain(result.Instances, i => i.Stage == "child");
        Assert.Equal(("0 children", "0 children"), (Table(result, "cnn"), Table(result, "mlp")));
    }

    [Fact]
    public void A_key_changes_when_a_producer_appears_and_is_the_old_one_when_it_goes()
    {
        using var project = new OptionalProject();
        var without = Keys(project.Run());

        var with = Keys(project.Run("times.mlp=[0]"));
        var again = project.Run();

        Assert.Equal(without["table[cnn]"], with["table[cnn]"]);
        Assert.NotEqual(without["table[mlp]"], with["table[mlp]"]);
        Assert.Equal(without, Keys(again));
        Assert.Equal(0, again.Count(Outcome.Computed));
    }

    [Fact]
    public void A_key_does_not_tell_that_an_input_is_optional()
    {
        using var optional = new OptionalProject();
        using var required = new OptionalProject(
            OptionalProject
                .Yaml.Replace(
                    "    inputs: [parent/log.txt]\n    optional: [child/log.txt]",
                    "    inputs: [parent/log.txt, child/log.txt]"
                )
                .Replace("mlp: [] }\n  more", "mlp: [0] }\n  more")
        );

        Assert.Equal(Keys(required.Run()), Keys(optional.Run("times.mlp=[0]")));
    }

    [Theory]
    [InlineData("[\"times.{model}?\", \"more.{model}?\"]", "child[cnn,t0]", "child[cnn,t1]")]
    [InlineData("[\"more.{model}?\", \"more.{model}?\"]")]
    [InlineData("\"more.{model}?\"")]
    public void A_union_may_be_empty_where_all_its_paths_may(string paths, params string[] children)
    {
        using var project = new OptionalProject(OptionalProject.Yaml.Replace("\"times.{model}?\"", paths));

        Assert.Equal(children, project.Plan().Instances.Where(i => i.Stage == "child").Select(i => i.Name));
    }

    [Theory]
    [InlineData("foreach: { model: models }\n    outputs", "foreach: { model: models? }\n    outputs")]
    [InlineData("foreach: { model: models, time", "foreach: { model: models?, time")]
    public void An_axis_of_one_list_may_be_empty_too(string before, string after)
    {
        using var project = new OptionalProject(OptionalProject.Yaml.Replace(before, after));

        Assert.Equal(6, project.Plan().Instances.Count);
    }

    [Fact]
    public void Without_an_instance_at_all_there_is_nothing_to_run()
    {
        using var project = new OptionalProject(OptionalProject.Yaml.Replace("model: models", "model: models?"));

        var result = project.Run("models=[]");

        Assert.True(result.Succeeded, result.FailureText());
        Assert.Empty(result.Instances);
    }

    [Fact]
    public void The_name_of_a_stage_that_has_no_instances_selects_none()
    {
        using var project = new OptionalProject();

        var result = project.Run(
            new PlanRequest
            {
                Sets = [Nowhere],
                Targets = ["child", "parent"],
                Force = ["child"],
            }
        );

        Assert.True(result.Succeeded, result.FailureText());
        Assert.Equal(["parent[cnn]", "parent[mlp]"], result.Instances.Select(i => i.Name));
    }

    [Theory]
    // Without the mark a list needs a value, and so does a union in which one path has none.
    [InlineData("\"times.{model}?\"", "\"times.{model}\"", "times.mlp is empty; axis 'time' needs a value")]
    [InlineData(
        "\"times.{model}?\"",
        "[\"times.{model}?\", \"more.{model}\"]",
        "times.mlp and more.mlp are empty; axis 'time' needs a value"
    )]
    // The mark makes no name right.
    [InlineData("\"times.{model}?\"", "\"tmies.{model}?\"", "unknown parameter 'tmies'; did you mean 'times'?")]
    [InlineData("\"times.{model}?\"", "\"times.{modle}?\"", "stage 'child' has no axis 'modle'; did you mean 'model'?")]
    [InlineData(
        "foreach: { model: models, ",
        "foreach: { model: models??, ",
        "unknown parameter 'models?'; did you mean 'models'?"
    )]
    [InlineData("\"times.{model}?\"", "\"steps?\"", "steps is a whole number; an axis needs a list or a map")]
    [InlineData(
        "times: { cnn: [0, 1], mlp: [] }",
        "times: { cnn: [0, 1] }",
        "times has no entry 'mlp', and axis 'time' is times.{model}; valid: cnn"
    )]
    // Nor does it that an input may be missing.
    [InlineData(
        "optional: [child/log.txt]",
        "optional: [chlid/log.txt]",
        "input 'chlid/log.txt' of stage 'table': unknown stage 'chlid'; did you mean 'child'?"
    )]
    [InlineData(
        "optional: [child/log.txt]",
        "optional: [child/lgo.txt]",
        "input 'child/lgo.txt' of stage 'table': child declares no output 'lgo.txt'; did you mean 'log.txt'?"
    )]
    [InlineData(
        "optional: [child/log.txt]",
        "optional: [\"child/{tmie}.txt\"]",
        "stage 'table' has no axis 'tmie'; valid: model"
    )]
    [InlineData(
        "optional: [child/log.txt]",
        "optoinal: [child/log.txt]",
        "unknown key 'optoinal' in stage 'table'; did you mean 'optional'?"
    )]
    // A stage without the option still needs what it reads.
    [InlineData(
        "    inputs: [parent/log.txt]\n    optional: [child/log.txt]",
        "    inputs: [parent/log.txt, child/log.txt]",
        "input 'child/log.txt' of stage 'table': some instances have no producer; no instance of child agrees with table[mlp] on model"
    )]
    public void A_mistake_is_named_as_ever(string before, string after, string message) =>
        Assert.Contains(message, Mistakes(OptionalProject.Yaml.Replace(before, after)));

    // Where nothing is made of a stage, nothing of it would be found out while it runs.
    [Theory]
    [InlineData(
        "optional: [child/log.txt]",
        "optional: [child/lgo.txt]",
        "input 'child/lgo.txt' of stage 'table': child declares no output 'lgo.txt'; did you mean 'log.txt'?"
    )]
    [InlineData("parameters: [steps]", "parameters: [stesp]", "unknown parameter 'stesp'; did you mean 'steps'?")]
    [InlineData(
        "parameters: [steps]\n    inputs: [parent/log.txt]",
        "parameters: [steps]\n    inputs: [parent/lgo.txt]",
        "input 'parent/lgo.txt' of stage 'child': parent declares no output 'lgo.txt'; did you mean 'log.txt'?"
    )]
    [InlineData(
        "    inputs: [parent/log.txt]\n    optional: [child/log.txt]",
        "    inputs: [parent/log.txt, child/log.txt]",
        "input 'child/log.txt' of stage 'table': some instances have no producer; child has no instances. What a stage can do without stands under 'optional'"
    )]
    public void A_mistake_is_named_where_a_stage_has_no_instances(string before, string after, string message)
    {
        var yaml = OptionalProject.Yaml.Replace("times: { cnn: [0, 1], mlp: [] }", Nowhere.Replace("=", ": "));

        Assert.Equal([message], Mistakes(yaml.Replace(before, after)));
    }

    private static IEnumerable<string> Mistakes(string yaml)
    {
        Assert.NotEqual(OptionalProject.Yaml, yaml);
        using var project = new OptionalProject(yaml);
        return Assert.Throws<DefinitionException>(() => project.Load()).Mistakes.Select(m => m.Message);
    }

    private static string Table(RunResult result, string model) =>
        File.ReadAllText(
            result.Output("table", "table.txt", new Dictionary<string, string> { ["model"] = model }).Path
        );

    private static Dictionary<string, string> Keys(RunResult result) =>
        result.Instances.ToDictionary(i => i.Name, i => i.Key!);
}
