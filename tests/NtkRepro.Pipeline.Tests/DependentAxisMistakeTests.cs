namespace NtkRepro.Pipeline.Tests;

/// <summary>Mistakes in axes that depend on others. In the replaced text, ¦ marks where each must be found.</summary>
public sealed class DependentAxisMistakeTests
{
    private const string Parent = "parent:\n    foreach: { dataset: run.datasets, model: \"run.models.{dataset}\"";

    [Theory]
    // The template
    [InlineData("\"run.models.{datset}\"", "stage 'parent' has no axis 'datset'; did you mean 'dataset'?")]
    [InlineData("\"run.models.{zzz}\"", "stage 'parent' has no axis 'zzz'; valid: dataset")]
    [InlineData("\"run.models.{model}\"", "axis 'model' of stage 'parent' is given by itself")]
    [InlineData(
        "\"run.models.{seed}\"",
        "axis 'model' of stage 'parent' uses axis 'seed' before it is declared; put 'seed' before 'model'"
    )]
    [InlineData(
        "\"run.models.{dataset\"",
        "unbalanced or empty braces in 'run.models.{dataset'; an axis is written {axis}"
    )]
    [InlineData("\"run.models.{}\"", "unbalanced or empty braces in 'run.models.{}'; an axis is written {axis}")]
    // The path
    [InlineData("\"run.modles.{dataset}\"", "unknown parameter 'run.modles'; did you mean 'run.models'?")]
    [InlineData("\"rnu.models.{dataset}\"", "unknown parameter 'rnu'; did you mean 'run'?")]
    [InlineData("\"run.depth.{dataset}\"", "run.depth is a whole number; 'run.depth.{dataset}' needs a map")]
    [InlineData("\"run.seeds.{dataset}\"", "run.seeds is a list of whole number; 'run.seeds.{dataset}' needs a map")]
    public void A_mistaken_path_is_found_where_it_is(string path, string message)
    {
        var yaml = RaggedProject.Yaml.Replace(Parent, Parent.Replace("\"run.models.{dataset}\"", "¦" + path));
        AssertOnly(yaml, message);
    }

    [Theory]
    [InlineData(
        "spam: [mlp] }",
        "span: [mlp] }",
        "[fashion-mnist, ¦spam]",
        "run.models has no entry 'spam', and axis 'model' is run.models.{dataset}; did you mean 'span'?"
    )]
    [InlineData(
        "[fashion-mnist, spam]",
        "[fashion-mnist, spam, ¦iris]",
        null,
        "run.models has no entry 'iris', and axis 'model' is run.models.{dataset}; valid: fashion-mnist, spam"
    )]
    [InlineData(
        "resnet: [0.5, 2], mlp",
        "mlp",
        "[cnn, ¦resnet]",
        "run.extra has no entry 'resnet', and axis 'time' is run.extra.{model}; valid: cnn, mlp"
    )]
    [InlineData(
        "spam: [mlp] }",
        "spam: [mlp, ¦mlp] }",
        null,
        "run.models.spam[1]: 'mlp' stands twice, and run.models.spam is an axis"
    )]
    [InlineData(
        "spam: [mlp] }",
        "spam: [¦a/b] }",
        null,
        "run.models.spam[0]: 'a/b' cannot be an axis value; it may begin with one of a-z, A-Z and 0-9, or a minus before a digit, go on with these and -_.+, and have at most 80 characters"
    )]
    [InlineData("spam: [mlp] }", "spam: ¦mlp }", null, "run.models.spam: expected list of text, found 'mlp'")]
    [InlineData("spam: [mlp] }", "spam: ¦[] }", null, "run.models.spam is empty; axis 'model' needs a value")]
    // A preset
    [InlineData(
        "wide: { run: { ",
        "wide: { run: { datasets: [spam, ¦spma], ",
        null,
        "run.models has no entry 'spma', and axis 'model' is run.models.{dataset}; did you mean 'spam'?"
    )]
    [InlineData("spam: [mlp, cnn] }", "spam: ¦[] }", null, "run.models.spam is empty; axis 'model' needs a value")]
    public void A_mistaken_value_is_found_where_it_is(string old, string replacement, string? marked, string message)
    {
        Assert.Contains(old, RaggedProject.Yaml);
        var yaml = RaggedProject.Yaml.Replace(old, replacement);
        AssertContains(marked is null ? yaml : yaml.Replace(marked.Replace("¦", ""), marked), message);
    }

    [Theory]
    [InlineData(
        "run.datasets=[fashion-mnist, iris]",
        "run.models has no entry 'iris', and axis 'model' is run.models.{dataset}; valid: fashion-mnist, spam"
    )]
    [InlineData("run.models.fashion-mnist=[cnm]", "widths has no entry 'cnm'; did you mean 'cnn'?")]
    [InlineData("run.models.spam=[]", "run.models.spam is empty; axis 'model' needs a value")]
    [InlineData("run.models.spam={}", "run.models.spam: expected list of text, found a map")]
    public void A_setting_that_brings_the_mistake_is_named(string set, string message)
    {
        using var project = new RaggedProject();
        var mistakes = Assert.Throws<DefinitionException>(() => project.Plan(set)).Mistakes;

        Assert.Contains($"--set {set}: {message}", mistakes.Select(m => m.ToString()));
    }

    [Fact]
    public void The_end_of_a_path_must_be_a_list_a_range_or_a_map()
    {
        var yaml = RaggedProject.Yaml.Replace(
            "model: \"run.models.{dataset}\", seed: run.seeds }\n    parameters",
            "model: \"run.models.{dataset}\", seed: ¦\"widths.{model}\" }\n    parameters"
        );

        AssertContains(yaml, "widths.cnn is a whole number; an axis needs a list or a map");
    }

    [Fact]
    public void An_axis_may_not_have_texts_at_one_point_and_numbers_at_another()
    {
        var yaml = """
            parameters: { kinds: [texts, numbers], lists: { texts: [a, b], numbers: [1, 2] } }
            stages:
              parent:
                foreach: { kind: kinds, ¦value: "lists.{kind}" }
                outputs: [log.txt]
            """;

        AssertOnly(yaml, "axis 'value' of stage 'parent' mixes numbers and texts", typeof(Mixed));
    }

    [Fact]
    public void A_mistake_in_one_axis_does_not_hide_those_of_others_nor_bring_new_ones()
    {
        var yaml = RaggedProject
            .Yaml.Replace(Parent, Parent.Replace("dataset: run.datasets", "dataset: run.datsets"))
            .Replace("\"run.extra.{model}\"", "\"run.exrta.{model}\"");
        var messages = Mistakes(yaml).Select(m => m.Message);

        Assert.Equal(
            [
                "unknown parameter 'run.datsets'; did you mean 'run.datasets'?",
                "unknown parameter 'run.exrta'; did you mean 'run.extra'?",
            ],
            messages
        );
    }

    [Fact]
    public void Even_behind_a_mistaken_axis_the_rest_of_a_path_is_checked_up_to_its_first_axis()
    {
        var yaml = RaggedProject.Yaml.Replace(
            Parent,
            Parent.Replace("run.datasets, model: \"run.models", "run.datsets, model: \"run.modles")
        );

        Assert.Equal(
            [
                "unknown parameter 'run.datsets'; did you mean 'run.datasets'?",
                "unknown parameter 'run.modles'; did you mean 'run.models'?",
            ],
            Mistakes(yaml).Select(m => m.Message)
        );
    }

    [Fact]
    public void Too_many_instances_are_refused_before_they_are_made()
    {
        using var project = new RaggedProject();
        var mistakes = Assert
            .Throws<DefinitionException>(() =>
                project.Plan("run.times={ from: 0, to: 90000, step: 1 }", "run.seeds=[0, 1, 2, 3]")
            )
            .Mistakes;

        Assert.Contains(
            "stage 'child' has more than 999988 instances; at most 1000000 are allowed in all",
            mistakes.Select(m => m.Message)
        );
    }

    [Fact]
    public void Thousands_of_missing_entries_are_cut_short()
    {
        using var project = new RaggedProject();
        var datasets = string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"d{i}"));
        var mistakes = Assert.Throws<DefinitionException>(() => project.Plan($"run.datasets=[{datasets}]")).Mistakes;

        Assert.InRange(mistakes.Count, 100, 300);
    }

    private static void AssertOnly(string marked, string message, Type? type = null) =>
        Assert.Equal(message, Assert.Single(AssertContains(marked, message, type)).Message);

    private static IReadOnlyList<Mistake> AssertContains(string marked, string message, Type? type = null)
    {
        var before = marked[..marked.IndexOf('¦', StringComparison.Ordinal)];
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        var mistakes = Mistakes(marked.Replace("¦", ""), type);

        var found = Assert.Single(mistakes, m => m.Message == message);
        Assert.Equal(new SourceLocation("pipeline.yaml", line, column), found.Location);
        return mistakes;
    }

    private static IReadOnlyList<Mistake> Mistakes(string yaml, Type? type = null)
    {
        using var project = new RaggedProject(yaml);
        return Assert.Throws<DefinitionException>(() => project.Load(type)).Mistakes;
    }

    public sealed record Mixed(IReadOnlyList<string> Kinds, MixedLists Lists);

    public sealed record MixedLists(IReadOnlyList<string> Texts, NumberRange Numbers);
}
