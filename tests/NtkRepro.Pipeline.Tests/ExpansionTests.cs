namespace NtkRepro.Pipeline.Tests;

/// <summary>Axes and joins on definitions of their own.</summary>
public sealed class ExpansionTests
{
    public enum Size
    {
        Small,
        VeryLarge,
    }

    public sealed record Part([Optional] Part.Inner Deep, int Width = 3)
    {
        public sealed record Inner(string? Note = null, double Rate = 1e-5);
    }

    public sealed record Parameters(
        IReadOnlyList<bool> Flags,
        IReadOnlyList<Size> Sizes,
        IReadOnlyList<double> Rates,
        IReadOnlyDictionary<string, Part> Parts,
        IReadOnlyList<Part> Anonymous
    );

    private const string Yaml = """
        parameters:
          flags: [true, false]
          sizes: [very_large, small]
          rates: [1e-5, 10, 2.50]
          parts: { one: {}, two: { width: 4, deep: { note: "a\"b" } } }
          anonymous: [{ width: 1 }, {}]
        stages:
          make:
            foreach: { flag: flags, size: sizes, part: parts }
            parameters: ["parts.{part}", anonymous]
            outputs: ["{0}"]
          rate:
            foreach: { rate: rates, part: parts }
            inputs: [{1}]
            outputs: [c.txt]
        """;

    [Fact]
    public void Booleans_enums_and_map_keys_are_axes()
    {
        using var project = new Project("a.txt", "make/a.txt");
        var names = project.Engine.Plan().Instances.Select(i => i.Name).ToList();

        Assert.Equal(
            [
                "make[true,very-large,one]",
                "make[true,very-large,two]",
                "make[true,small,one]",
                "make[true,small,two]",
                "make[false,very-large,one]",
                "make[false,very-large,two]",
                "make[false,small,one]",
                "make[false,small,two]",
                "rate[r0.00001,one]",
                "rate[r0.00001,two]",
                "rate[r10,one]",
                "rate[r10,two]",
                "rate[r2.5,one]",
                "rate[r2.5,two]",
            ],
            names
        );
    }

    [Fact]
    public void Records_in_maps_and_lists_are_canonical_in_keys()
    {
        using var project = new Project("a.txt", "make/a.txt");
        var set = project.Engine.Plan().Instances.Single(i => i.Name == "make[true,small,two]").Instance.Parameters;

        Assert.Equal(
            """{"anonymous":[{"deep":{"note":null,"rate":1E-05},"width":1},{"deep":{"note":null,"rate":1E-05},"width":3}],"""
                + """ "parts.two.deep.note":"a\"b","parts.two.deep.rate":1E-05,"parts.two.width":4}""".TrimStart(),
            set.Json
        );
    }

    [Theory]
    [InlineData("plots/*.svg", "make/plots/*.svg", 8)]
    [InlineData("plots/*.svg", "make/plots/{part}.svg", 4)]
    [InlineData("plots/**", "make/plots/**", 8)]
    public void Inputs_may_be_patterns_that_the_producer_declares(string output, string input, int count)
    {
        using var project = new Project(output, input);
        var seen = new List<int>();
        project.OnRate = c => seen.Add(c.Inputs(input).Count);
        var result = project.Engine.Run(project.Engine.Plan());

        Assert.Equal("", result.FailureText());

        // Four combinations of flag and size agree with each part.
        Assert.Equal(Enumerable.Repeat(count, 6), seen);
    }

    [Fact]
    public void A_pattern_that_the_producer_does_not_declare_is_a_mistake()
    {
        var exception = Assert.Throws<DefinitionException>(() => new Project("plots/*.svg", "make/logs/*.svg"));

        Assert.StartsWith(
            "input 'make/logs/*.svg' of stage 'rate': make declares no output 'logs/*.svg'",
            Assert.Single(exception.Mistakes).Message
        );
    }

    [Fact]
    public void A_consumer_without_any_producer_is_a_mistake()
    {
        using var toy = new ToyProject(
            ToyProject.Yaml.Replace("inputs: [data/test.bin, parent/log.txt]", "inputs: [child/log.txt]")
        );
        var mistake = Assert.Single(Assert.Throws<DefinitionException>(() => toy.Load()).Mistakes);

        Assert.Equal(
            "input 'child/log.txt' of stage 'kernel': some instances have no producer; no instance of child agrees with "
                + "kernel[cnn,s0,t0.4] on model, seed, time",
            mistake.Message
        );
    }

    [Fact]
    public void Ten_thousand_instances_are_joined_each_to_its_own()
    {
        using var toy = new ToyProject();
        var plan = toy.Plan($"run.seeds={Seeds(700)}");

        Assert.Equal(1 + 700 + (700 * 12) + (700 * 5) + 1, plan.Instances.Count);
        Assert.All(
            plan.Instances.Where(i => i.Stage is "child" or "kernel"),
            i => Assert.Equal(i.Axes["seed"], Assert.Single(i.Instance.Inputs[1].Producers).Axes["seed"])
        );
        Assert.Equal(700 * 12, plan.Instances[^1].Instance.Inputs[0].Producers.Count);
    }

    private static string Seeds(int count) => $"[{string.Join(", ", Enumerable.Range(1, count))}]";

    private sealed class Project : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("expand-").FullName;

        public Project(string output, string input)
        {
            var path = Path.Combine(_folder, "pipeline.yaml");
            File.WriteAllText(path, Yaml.Replace("{0}", output).Replace("{1}", $"\"{input}\""));
            var make = new ToyStage(
                "make",
                c =>
                {
                    foreach (var name in output == "a.txt" ? [output] : new[] { "plots/one.svg", "plots/two.svg" })
                    {
                        ToyStage.Write(c, name, c.Instance);
                    }
                }
            );
            var rate = new ToyStage(
                "rate",
                c =>
                {
                    OnRate(c);
                    ToyStage.Write(c, "c.txt", c.Instance);
                }
            );
            try
            {
                Engine = PipelineEngine.Load<Parameters>(
                    path,
                    [make, rate],
                    new PipelineOptions { Engine = "x", Durable = false }
                );
            }
            catch (DefinitionException)
            {
                Dispose();
                throw;
            }
        }

        public PipelineEngine Engine { get; }

        public Action<StageContext> OnRate { get; set; } = _ => { };

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
