namespace NtkRepro.Pipeline.Tests;

/// <summary>Code patterns that name axes and parameters.</summary>
public sealed class CodePatternTests : IDisposable
{
    private const string Yaml = """
        name: patterns
        parameters:
          run: { models: [small, wide-mlp], seeds: [0, 1] }
          models:
            small: { kind: cnn }
            wide-mlp: { kind: wide-mlp }
          size: { width: 2.5, note: a/b, none: null, list: [1] }
        presets:
          default: {}
          more: { run: { models: [small] } }
        stages:
          parent:
            foreach: { model: run.models, seed: run.seeds }
            parameters: [size.width]
            code: [code/All.cs, "code/networks/{models.{model}.kind}.cs"]
            outputs: [log.txt]
          child:
            foreach: { model: run.models }
            code: ["code/{model}/*.cs", "code/Size{size.width}?.cs"]
            inputs: [parent/log.txt]
            outputs: [log.txt]

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("patterns-").FullName;

    public CodePatternTests()
    {
        Write("code/All.cs", "class All;");
        Write("code/networks/Cnn.cs", "class Cnn;");
        Write("code/networks/WideMlp.cs", "class WideMlp;");
        Write("code/Small/A.cs", "class A;");
        Write("code/wide_MLP/B.cs", "class B;");
        Write("code/Size25s.cs", "class Size;");
        Write("pipeline.yaml", Yaml);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("code/Small/.#A.cs")]
    [InlineData("code/Small/._A.cs")]
    [InlineData("code/.idea/A.cs")]
    public void A_file_of_an_editor_or_a_system_is_no_code(string path)
    {
        var before = Plan();
        Write(path, "not C# at all {");

        Assert.Equal(Codes(before), Codes(Plan()));
    }

    [Fact]
    public void A_backup_is_no_code_even_where_all_files_are()
    {
        Write("pipeline.yaml", Yaml.Replace("code/{model}/*.cs", "code/{model}/*"));
        var before = Plan();
        Write("code/Small/A.cs~", "backup");
        Write("code/Small/#A.cs#", "backup");
        Write("code/Small/A.cs.orig", "backup");
        Assert.Equal(Codes(before), Codes(Plan()));

        Write("code/Small/a.CS", "of another case");
        Assert.NotEqual(Codes(before), Codes(Plan()));
    }

    [Fact]
    public void A_lock_of_an_editor_that_leads_nowhere_is_no_code()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        var before = Plan();
        File.CreateSymbolicLink(Path.Combine(_folder, "code", "Small", ".#A.cs"), "somebody@host.123");

        Assert.Equal(Codes(before), Codes(Plan()));
    }

    [Fact]
    public void A_pattern_may_name_a_folder_with_a_dot()
    {
        Write("code/.hidden/A.cs", "class A;");
        Write("pipeline.yaml", Yaml.Replace("code/All.cs", "code/.hidden/*.cs"));

        Assert.Contains(Plan().Instances, p => p.Listing.Files.ContainsKey("code/.hidden/A.cs"));
    }

    private static IEnumerable<string> Codes(Plan plan) => plan.Instances.Select(p => p.Listing.Sha256);

    [Fact]
    public void Each_instance_has_the_code_of_what_it_uses()
    {
        var plan = Plan();

        Assert.Equal(["code/All.cs", "code/networks/Cnn.cs"], Code(plan, "parent[small,s0]"));
        Assert.Equal(["code/All.cs", "code/networks/WideMlp.cs"], Code(plan, "parent[wide-mlp,s1]"));
        Assert.Equal(["code/Size25s.cs", "code/Small/A.cs"], Code(plan, "child[small]"));
        Assert.Equal(["code/Size25s.cs", "code/wide_MLP/B.cs"], Code(plan, "child[wide-mlp]"));
    }

    [Fact]
    public void A_file_that_only_another_instances_pattern_matches_leaves_the_key()
    {
        string[] Keys(Plan plan) =>
            [
                .. plan
                    .Instances.Where(i => i.Name.StartsWith("parent[small", StringComparison.Ordinal))
                    .Select(i => i.Key!),
            ];
        var before = Keys(Plan());
        Write("code/networks/WideMlp.cs", "class WideMlp { int width; }");
        Write("code/networks/Vgg.cs", "class Vgg;");
        Assert.Equal(before, Keys(Plan()));

        Write("code/networks/Cnn.cs", "class Cnn { int width; }");
        Assert.NotEqual(before, Keys(Plan()));
    }

    [Fact]
    public void A_changed_file_is_the_reason_of_the_instances_that_use_it()
    {
        var engine = Load();
        Assert.True(engine.Run(engine.Plan()).Succeeded);
        Write("code/networks/WideMlp.cs", "class WideMlp { int width; }");
        var plan = Plan();

        Assert.Equal(
            ["parent[wide-mlp,s0]", "parent[wide-mlp,s1]"],
            plan.Instances.Where(i => i.State == PlanState.WillRun).Select(i => i.Name)
        );
        Assert.Equal(["code: code/networks/WideMlp.cs changed"], Find(plan, "parent[wide-mlp,s0]").Reasons);
        Assert.Equal(["after parent[wide-mlp,s0], parent[wide-mlp,s1]"], Find(plan, "child[wide-mlp]").Reasons);
    }

    [Fact]
    public void A_parameter_that_chooses_the_code_is_not_read_by_that()
    {
        var engine = Load();
        Assert.True(engine.Run(engine.Plan()).Succeeded);
        var plan = Plan("models.small.kind=wide-mlp");

        Assert.Equal(
            ["code: code/networks/Cnn.cs is gone", "code: code/networks/WideMlp.cs is new"],
            Find(plan, "parent[small,s0]").Reasons
        );
        Assert.DoesNotContain("models", engine.Plan().Instances[0].Manifest!.Record);
        Assert.Contains(ParameterValue.Of(plan), v => v is { Path: "models.small.kind", Json: "\"wide-mlp\"" });
    }

    [Fact]
    public void The_page_of_parameters_says_whose_code_one_chooses()
    {
        var page = ParameterPage.Render(Load().Definition, typeof(Parameters), "").Split('\n');

        Assert.Contains(
            page,
            l =>
                l.StartsWith("| `models.<name>.kind` |", StringComparison.Ordinal)
                && l.EndsWith("| code of `parent` |", StringComparison.Ordinal)
        );
        Assert.Contains(
            page,
            l =>
                l.StartsWith("| `size.width` |", StringComparison.Ordinal)
                && l.EndsWith("| `parent`; code of `child` |", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Two_files_that_one_value_finds_count_both()
    {
        Write("code/networks/wide-mlp.cs", "class Wide;");

        Assert.Equal(
            ["code/All.cs", "code/networks/WideMlp.cs", "code/networks/wide-mlp.cs"],
            Code(Plan(), "parent[wide-mlp,s0]")
        );
    }

    [Fact]
    public void What_stands_in_the_pattern_itself_is_matched_to_the_letter()
    {
        File.Move(At("code/networks/Cnn.cs"), At("code/networks/Cnn.CS"));
        Assert.Contains("no file matches", Mistakes(Yaml)[0].Message);

        File.Move(At("code/networks/Cnn.CS"), At("code/networks/Cnn.cs"));
        Directory.Move(At("code/networks"), At("code/Networks"));
        Assert.Equal(2, Mistakes(Yaml).Count(m => m.Message.Contains("no file matches", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_pattern_without_a_file_names_stage_instance_pattern_and_what_it_is()
    {
        File.Delete(At("code/networks/WideMlp.cs"));
        var mistake = Assert.Single(Mistakes(Yaml));

        Assert.Equal(
            "code of stage 'parent': no file matches 'code/networks/{models.{model}.kind}.cs', "
                + "which is 'code/networks/wide-mlp.cs' for parent[wide-mlp,s0]",
            mistake.Message
        );
        Assert.Equal(new SourceLocation("pipeline.yaml", 15, 25), mistake.Location);
    }

    [Fact]
    public void A_setting_that_leaves_a_pattern_without_a_file_is_refused_before_anything_runs()
    {
        var mistakes = Assert.Throws<DefinitionException>(() => Plan("models.small.kind=vgg")).Mistakes;

        Assert.Contains("which is 'code/networks/vgg.cs' for parent[small,s0]", Assert.Single(mistakes).Message);
    }

    [Theory]
    [InlineData("¦\"code/{modle}/*.cs\"", "stage 'child' has no axis 'modle'; did you mean 'model'?")]
    [InlineData("¦\"code/{seed}/*.cs\"", "stage 'child' has no axis 'seed'; valid: model")]
    [InlineData("¦\"code/{models.{modle}.kind}.cs\"", "stage 'child' has no axis 'modle'; did you mean 'model'?")]
    [InlineData(
        "¦\"code/{modles.{model}.kind}.cs\"",
        "unknown parameter 'modles.small.kind'; did you mean 'models.small.kind'?"
    )]
    [InlineData("¦\"code/{size.widht}.cs\"", "unknown parameter 'size.widht'; did you mean 'size.width'?")]
    [InlineData(
        "¦\"code/{models.{model}}.cs\"",
        "models.small is a map; 'code/{models.{model}}.cs' needs a text or a number"
    )]
    [InlineData(
        "¦\"code/{size.list}.cs\"",
        "size.list is a list of whole number; 'code/{size.list}.cs' needs a text or a number"
    )]
    [InlineData("¦\"code/{size.none}.cs\"", "size.none is nothing; 'code/{size.none}.cs' needs a text or a number")]
    [InlineData(
        "¦\"code/{model/*.cs\"",
        "code of stage 'child', 'code/{model/*.cs': unbalanced or empty braces in 'code/{model/*.cs'; an axis is written {axis}, a parameter {its.path}"
    )]
    [InlineData(
        "¦\"code/{}.cs\"",
        "code of stage 'child', 'code/{}.cs': unbalanced or empty braces in 'code/{}.cs'; an axis is written {axis}, a parameter {its.path}"
    )]
    [InlineData(
        "¦\"code/{a.{b.{model}}}.cs\"",
        "code of stage 'child', 'code/{a.{b.{model}}}.cs': unbalanced or empty braces in 'code/{a.{b.{model}}}.cs'; an axis is written {axis}, a parameter {its.path}"
    )]
    [InlineData(
        "¦\"../{model}.cs\"",
        "code of stage 'child', '../{model}.cs': an empty, '.' or '..' segment in a path"
    )]
    public void A_mistaken_pattern_is_found_where_it_is(string pattern, string message) =>
        AssertMistake(Yaml.Replace("\"code/{model}/*.cs\"", pattern), message);

    [Fact]
    public void A_value_that_cannot_stand_in_a_path_is_refused_where_it_is_written() =>
        AssertMistake(
            Yaml.Replace("{size.width}", "{size.note}").Replace("note: a/b", "note: ¦a/b"),
            "size.note: 'a/b' cannot stand in 'code/Size{size.note}?.cs'; it may begin with one of a-z, A-Z and 0-9, or a minus before a digit, go on with these and -_.+, and have at most 80 characters"
        );

    [Fact]
    public void A_path_is_checked_even_where_an_axis_is_mistaken() =>
        AssertMistake(
            Yaml.Replace("child:\n    foreach: { model: run.models }", "child:\n    foreach: { model: run.modles }")
                .Replace("\"code/Size{size.width}?.cs\"", "¦\"code/Size{size.widht}?.cs\""),
            "unknown parameter 'size.widht'; did you mean 'size.width'?"
        );

    private void AssertMistake(string marked, string message)
    {
        var before = marked[..marked.IndexOf('¦', StringComparison.Ordinal)];
        var (line, column) = (before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
        var found = Assert.Single(Mistakes(marked.Replace("¦", "")), m => m.Message == message);

        Assert.Equal(new SourceLocation("pipeline.yaml", line, column), found.Location);
    }

    private IReadOnlyList<Mistake> Mistakes(string yaml)
    {
        Write("pipeline.yaml", yaml);
        return Assert.Throws<DefinitionException>(Load).Mistakes;
    }

    private Plan Plan(params string[] sets) => Load().Plan(new PlanRequest { Sets = sets });

    private PipelineEngine Load() =>
        PipelineEngine.Load<Parameters>(
            At("pipeline.yaml"),
            [
                new ToyStage("parent", c => ToyStage.Write(c, "log.txt", c.Axis("model"))),
                new ToyStage("child", c => ToyStage.Write(c, "log.txt", c.Axis("model"))),
            ],
            new PipelineOptions { Engine = "toy 1", Durable = false }
        );

    private static PlannedInstance Find(Plan plan, string name) => plan.Instances.Single(i => i.Name == name);

    private static IEnumerable<string> Code(Plan plan, string name) => Find(plan, name).Code.Keys;

    private string At(string path) => Path.Combine(_folder, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    public sealed record Parameters(RunPart Run, IReadOnlyDictionary<string, ModelPart> Models, SizePart Size);

    public sealed record RunPart(IReadOnlyList<string> Models, IReadOnlyList<int> Seeds);

    public sealed record ModelPart(string Kind);

    public sealed record SizePart(double Width, string Note, string? None, IReadOnlyList<int> List);
}
