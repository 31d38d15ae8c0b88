using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NtkRepro.Pipeline.Tests;

public sealed class DefinitionSchemaTests
{
    private static readonly string[] s_stages = ["data", "parent", "child", "kernel", "metrics"];
    private static readonly JsonNode s_schema = JsonNode.Parse(
        DefinitionSchema.Render(typeof(ToyParameters), s_stages)
    )!;

    [Fact]
    public void The_schema_is_the_same_each_time() =>
        Assert.Equal(
            DefinitionSchema.Render(typeof(ToyParameters), s_stages),
            DefinitionSchema.Render(typeof(ToyParameters), s_stages)
        );

    [Fact]
    public void The_top_level_has_the_keys_that_the_reader_knows() =>
        Assert.Equal(DefinitionReader.Keys.Order(), Names(s_schema["properties"]!).Order());

    [Fact]
    public void A_stage_has_the_keys_that_the_reader_knows() =>
        Assert.Equal(StageReader.Keys.Order(), Names(s_schema["definitions"]!["stage"]!["properties"]!).Order());

    [Fact]
    public void An_executor_has_the_keys_that_the_reader_knows_and_overrides_for_each_stage()
    {
        var slurm = s_schema["properties"]!["executors"]!["properties"]![Executors.Slurm]!["properties"]!;

        Assert.Equal(ExecutorReader.Keys.Order(), Names(slurm).Order());
        Assert.Equal(s_stages, Names(slurm["stages"]!["properties"]!));
        Assert.All(
            s_stages,
            s =>
                Assert.Equal(
                    ExecutorReader.ResourceKeys.Order(),
                    Names(slurm["stages"]!["properties"]![s]!["properties"]!).Order()
                )
        );
    }

    [Fact]
    public void The_stages_are_those_of_the_program() =>
        Assert.Equal(s_stages, Names(s_schema["properties"]!["stages"]!["properties"]!));

    [Fact]
    public void Every_map_with_fixed_names_refuses_others()
    {
        var open = Objects(s_schema)
            .Where(o => o["properties"] is not null && o["type"] is not null)
            .Where(o => o["additionalProperties"]?.ToString() != "false");

        Assert.Empty(open.Select(o => o.GetPath()));
        Assert.True(Objects(s_schema).Count(o => o["additionalProperties"] is not null) > 10);
    }

    [Fact]
    public void A_number_has_its_help_type_and_bounds() =>
        AssertParameter(
            """{"description":"Passes over the training set.","type":"integer","minimum":0,"maximum":1000}""",
            "training",
            "epochs"
        );

    [Fact]
    public void A_default_is_shown_and_makes_a_parameter_optional()
    {
        AssertParameter("""{"type":"number","default":0.9}""", "training", "momentum");
        Assert.Equal(["epochs", "learning_rate"], Texts(Parameters("training")["required"]!));
    }

    [Fact]
    public void A_choice_lists_its_texts()
    {
        AssertParameter("""{"type":"string","enum":["fashion-mnist","digits"]}""", "data", "dataset");
        var model = Parameters("models")["additionalProperties"]!["properties"]!;
        Assert.Equal("""{"type":"string","enum":["cnn","wide-mlp"]}""", model["kind"]!.ToJsonString());
    }

    [Fact]
    public void A_nullable_number_may_be_null() =>
        AssertParameter("""{"type":["integer","null"],"default":null}""", "kernel", "block");

    [Fact]
    public void A_bound_of_a_list_is_that_of_its_elements()
    {
        var channels = Parameters("models")["additionalProperties"]!["properties"]!["channels"]!;
        Assert.Equal(
            """{"type":"array","items":{"type":"integer","minimum":1,"maximum":4096}}""",
            channels.ToJsonString()
        );
    }

    [Fact]
    public void A_range_is_a_list_or_steps_and_its_steps_are_complete()
    {
        var grid = Parameters("kernel", "grid");
        Assert.Equal(["array", "object"], Texts(grid["type"]!));
        Assert.Equal(["from", "to", "step"], Texts(grid["required"]!));
        Assert.Equal(["from", "to", "step"], Names(grid["properties"]!));
    }

    [Fact]
    public void A_preset_may_leave_out_anything_and_set_what_the_parameters_have()
    {
        var overlay = s_schema["properties"]!["presets"]!["additionalProperties"]!;

        Assert.DoesNotContain(Objects(overlay), o => o["required"] is not null);
        Assert.Equal([PresetExtensions.Key, .. Names(Whole()["properties"]!)], Names(overlay["properties"]!));
    }

    [Fact]
    public void A_path_of_a_stage_is_completed_from_the_records()
    {
        var paths = s_schema["definitions"]!["stage"]!["properties"]!["parameters"]!["items"]!["anyOf"]![0]!["enum"]!;

        Assert.Contains("training.learning_rate", Texts(paths));
        Assert.Contains("models", Texts(paths));
        Assert.DoesNotContain("models.kind", Texts(paths));
    }

    [Theory]
    [InlineData("src/*.cs")]
    [InlineData("src/{model}.cs")]
    [InlineData("src/{models.{model}.kind}/**/*.cs")]
    [InlineData("{model}/{seed}.cs")]
    [InlineData("/src/*.cs")]
    [InlineData("src/{model.cs")]
    [InlineData("src/model}.cs")]
    [InlineData("src/{}.cs")]
    [InlineData("src/{a{}}.cs")]
    [InlineData("src/{a.{b.{c}}}.cs")]
    [InlineData("src/[ab].cs")]
    public void A_code_pattern_is_what_the_reader_takes(string pattern)
    {
        var schema = s_schema["definitions"]!["stage"]!["properties"]!["code"]!["items"]!["pattern"]!;
        var isRead = CodePattern.Parse(pattern, new SourceLocation(""), out _) is not null;

        Assert.Equal(
            isRead,
            Regex.IsMatch(pattern, schema.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1))
        );
    }

    [Fact]
    public void A_unit_stands_behind_the_help_and_may_be_declared_above()
    {
        var schema = JsonNode.Parse(DefinitionSchema.Render(typeof(Measured), ["run"]))!;
        var properties = schema["properties"]!["parameters"]!["properties"]!;

        Assert.Equal("How long it runs [seconds]", (string?)properties["time"]!["description"]);
        var entry = ParameterEntry.Of(SchemaBuilder.Build(typeof(Measured))).Single(e => e.Path == "boxes.<name>.size");
        Assert.Equal("metres", entry.Unit);
    }

    private sealed record Box(int Size);

    private sealed record Measured(
        [Help("How long it runs"), Unit("seconds")] double Time,
        [Unit("metres", Of = "<name>.size")] IReadOnlyDictionary<string, Box> Boxes
    );

    private static void AssertParameter(string expected, params string[] path) =>
        Assert.Equal(expected, Parameters(path).ToJsonString());

    private static JsonNode Whole() => s_schema["properties"]!["parameters"]!;

    private static JsonNode Parameters(params string[] path) =>
        path.Aggregate(Whole(), (node, name) => node["properties"]![name]!);

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key);

    private static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(t => t!.GetValue<string>());

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(p => Objects(p.Value)).Prepend(map),
            JsonArray list => list.SelectMany(Objects),
            _ => [],
        };
}
