using System.Text.Json;

namespace NtkRepro.Pipeline.Tests;

/// <summary>Axes whose values depend on the axes before them, from the plan to what is published.</summary>
public sealed class DependentAxisTests : IDisposable
{
    private readonly RaggedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void An_axis_has_the_values_of_the_axis_that_it_names()
    {
        string[] expected =
        [
            "parent[fashion-mnist,cnn,s0]",
            "parent[fashion-mnist,cnn,s1]",
            "parent[fashion-mnist,resnet,s0]",
            "parent[fashion-mnist,resnet,s1]",
            "parent[spam,mlp,s0]",
            "parent[spam,mlp,s1]",
        ];

        Assert.Equal(expected, Names(_project.Plan(), "parent"));
    }

    [Fact]
    public void A_list_of_paths_is_a_sorted_union_for_each_value_of_the_axis_that_it_names()
    {
        var names = Names(_project.Plan("run.seeds=[0]"), "child");

        Assert.Equal(
            [
                "child[fashion-mnist,cnn,s0,t0]",
                "child[fashion-mnist,cnn,s0,t0.5]",
                "child[fashion-mnist,cnn,s0,t1]",
                "child[fashion-mnist,resnet,s0,t0]",
                "child[fashion-mnist,resnet,s0,t0.5]",
                "child[fashion-mnist,resnet,s0,t1]",
                "child[fashion-mnist,resnet,s0,t2]",
                "child[spam,mlp,s0,t0]",
                "child[spam,mlp,s0,t1]",
            ],
            names
        );
    }

    [Fact]
    public void The_keys_of_a_map_and_the_lists_in_it_are_axes_together()
    {
        using var project = new RaggedProject(
            RaggedProject.Yaml.Replace("dataset: run.datasets", "dataset: run.models")
        );

        Assert.Equal(_project.Plan().Instances.Select(i => i.Name), project.Plan().Instances.Select(i => i.Name));
    }

    [Fact]
    public void An_instance_reads_from_those_that_agree_with_it_on_all_shared_axes()
    {
        var plan = _project.Plan();

        foreach (var planned in plan.Instances.Where(i => i.Stage == "child"))
        {
            var parent = Assert.Single(planned.Instance.Inputs[0].Producers);
            Assert.All(parent.Axes, a => Assert.Equal(a.Value, planned.Axes[a.Key]));
        }

        Assert.Equal(
            Names(plan, "child").Where(n => n.StartsWith("child[spam,", StringComparison.Ordinal)),
            Producers(plan, "table[spam]", 0)
        );
        Assert.Equal(["table[fashion-mnist]"], Producers(plan, "models[fashion-mnist,resnet]", 0));
        Assert.Equal(8, Producers(plan, "models[fashion-mnist,resnet]", 1).Count);
    }

    [Fact]
    public void A_consumer_whose_values_no_producer_has_is_a_mistake()
    {
        using var project = new RaggedProject(
            RaggedProject.Yaml.Replace(
                "child:\n    foreach: { dataset: run.datasets, model: \"run.models.{dataset}\"",
                "child:\n    foreach: { dataset: run.datasets, model: widths"
            )
        );
        var exception = Assert.Throws<DefinitionException>(() => project.Load());

        Assert.Contains(
            exception.Mistakes,
            m =>
                m.Message
                == "input 'parent/log.txt' of stage 'child': some instances have no producer; no instance of parent agrees "
                    + "with child[fashion-mnist,mlp,s0,t0] on dataset, model, seed"
        );
    }

    [Fact]
    public void A_key_does_not_tell_how_the_axes_were_declared()
    {
        // With the same models everywhere, a plain list gives the same instances.
        const string Same = "models: { fashion-mnist: [cnn, mlp], spam: [cnn, mlp] }";
        var yaml = RaggedProject.Yaml.Replace("models: { fashion-mnist: [cnn, resnet], spam: [mlp] }", Same);
        using var dependent = new RaggedProject(yaml);
        using var plain = new RaggedProject(
            yaml.Replace("widths: { cnn: 16, resnet: 32, mlp: 64 }", "widths: { cnn: 16, mlp: 64 }")
                .Replace("\"run.models.{dataset}\"", "widths")
        );

        var expected = plain.Run();
        Assert.True(expected.Succeeded, expected.FailureText());
        Assert.Equal(
            expected.Instances.Select(i => (i.Name, i.Key)),
            dependent.Run().Instances.Select(i => (i.Name, i.Key))
        );
    }

    [Fact]
    public void Everything_runs_once_and_is_up_to_date_then()
    {
        var result = _project.Run();

        Assert.Equal("", result.FailureText());
        Assert.Equal(6 + 18 + 2 + 3, result.Count(Outcome.Computed));
        Assert.True(_project.Plan().IsUpToDate);
    }

    [Fact]
    public void A_new_value_runs_what_it_brings_and_says_why()
    {
        _project.Run();
        var plan = _project.Load().Plan(new PlanRequest { Preset = "wide" });

        Assert.Equal(
            ["parent[spam,cnn,s0]", "parent[spam,cnn,s1]"],
            plan.Instances.Where(i => i.State == PlanState.WillRun).Select(i => i.Name)
        );
        Assert.Equal(29 - 2, plan.Count(PlanState.UpToDate));
        var text = PlanText.Render(plan);
        Assert.Contains("parent: 6 up to date, 2 to run", text);
        Assert.Contains("parent[spam,cnn,s0] parent[spam,cnn,s1]\n", text);
    }

    [Fact]
    public void A_changed_parameter_of_one_model_is_the_reason_of_its_instances_alone()
    {
        _project.Run();
        var plan = _project.Plan("widths.mlp=65");

        var changed = plan.Instances.Where(i => i.State == PlanState.WillRun).ToList();
        Assert.Equal(["parent[spam,mlp,s0]", "parent[spam,mlp,s1]"], changed.Select(i => i.Name));
        Assert.All(changed, i => Assert.Equal(["widths.mlp: 64 → 65"], i.Reasons));
    }

    [Fact]
    public void Targets_alone_and_wildcards_mean_what_they_name()
    {
        _project.Run();
        var plan = _project
            .Load()
            .Plan(
                new PlanRequest
                {
                    Targets = ["child[fashion-mnist,resnet,*"],
                    Only = true,
                    Force = ["child[fashion-mnist,resnet,s0,t2]"],
                }
            );

        Assert.Equal(8, plan.Instances.Count(i => i.Stage == "child"));
        Assert.Equal(2, plan.Instances.Count(i => i.Stage == "parent"));
        Assert.Equal(
            "child[fashion-mnist,resnet,s0,t2]",
            Assert.Single(plan.Instances, i => i.State == PlanState.WillRun).Name
        );
    }

    [Fact]
    public void A_plan_as_JSON_has_the_axes_in_their_order()
    {
        using var json = JsonDocument.Parse(PlanJson.Render(_project.Plan()));
        var last = json.RootElement.GetProperty("instances").EnumerateArray().Last();

        Assert.Equal("models[spam,mlp]", last.GetProperty("instance").GetString());
        Assert.Equal(
            [("dataset", "spam"), ("model", "mlp")],
            last.GetProperty("axes").EnumerateObject().Select(a => (a.Name, a.Value.GetString()!))
        );
    }

    [Fact]
    public void Published_folders_hold_the_values_and_go_when_a_value_goes()
    {
        _project.Run();
        Assert.Equal(
            [
                "fashion-mnist-cnn-s0",
                "fashion-mnist-cnn-s1",
                "fashion-mnist-resnet-s0",
                "fashion-mnist-resnet-s1",
                "spam-mlp-s0",
                "spam-mlp-s1",
            ],
            Published()
        );

        _project.Run("run.models.fashion-mnist=[cnn]", "run.seeds=[0]");
        Assert.Equal(["fashion-mnist-cnn-s0", "spam-mlp-s0"], Published());
    }

    [Fact]
    public void Values_that_hyphens_would_join_into_the_same_text_get_folders_of_their_own()
    {
        _project.Run(
            "run.datasets=[a, a-b]",
            "run.models={ a: [b-c], a-b: [c] }",
            "widths={ b-c: 1, c: 2 }",
            "run.extra={ b-c: [1], c: [1] }",
            "run.seeds=[0]"
        );

        Assert.Equal(["a,b-c,s0", "a-b,c,s0"], Published());
    }

    [Theory]
    [InlineData("run.models.fashion-mnist=[cnn]", "cnn")]
    [InlineData("run.models={ fashion-mnist: [mlp] }", "mlp")]
    [InlineData("run={ models: { fashion-mnist: [mlp, cnn] } }", "mlp cnn")]
    public void Settings_reach_map_entries_with_hyphens_and_leave_the_others(string set, string models)
    {
        var plan = _project.Plan(set);

        var parameters = plan.ParametersAs<RaggedProject.Parameters>();
        Assert.Equal(models.Split(' '), parameters.Run.Models["fashion-mnist"]);
        Assert.Equal(["mlp"], parameters.Run.Models["spam"]);
        Assert.Equal(
            [.. models.Split(' ').Select(m => $"models[fashion-mnist,{m}]"), "models[spam,mlp]"],
            Names(plan, "models")
        );
    }

    [Fact]
    public void Every_point_of_a_large_ragged_definition_is_made_once_and_joined_to_its_own()
    {
        // Dataset i has i models out of a hundred: 5050 pairs.
        var sets = Enumerable.Range(1, 100).Select(i => $"d{i}: [{string.Join(", ", Models(i))}]");
        var plan = _project.Plan(
            $"run.datasets=[{string.Join(", ", Enumerable.Range(1, 100).Select(i => $"d{i}"))}]",
            $"run.models={{ {string.Join(", ", sets)} }}",
            $"widths={{ {string.Join(", ", Models(100).Select(m => $"{m}: 1"))} }}",
            $"run.extra={{ {string.Join(", ", Models(100).Select(m => $"{m}: [1]"))} }}",
            "run.seeds=[0]"
        );

        Assert.Equal(5050, Names(plan, "parent").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5050 * 2, Names(plan, "child").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(77 * 2, Producers(plan, "table[d77]", 0).Count);
    }

    private IEnumerable<string?> Published() =>
        Directory
            .EnumerateDirectories(Path.Combine(_project.Latest, "parent"))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Models(int count) => Enumerable.Range(1, count).Select(i => $"m{i}");

    private static List<string> Names(Plan plan, string stage) =>
        [.. plan.Instances.Where(i => i.Stage == stage).Select(i => i.Name)];

    private static List<string> Producers(Plan plan, string instance, int input) =>
        [.. plan.Instances.Single(i => i.Name == instance).Instance.Inputs[input].Producers.Select(p => p.Name)];
}
