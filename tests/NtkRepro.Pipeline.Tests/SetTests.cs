namespace NtkRepro.Pipeline.Tests;

/// <summary>Lists that are sets: equal sets have equal keys, however they are written.</summary>
public sealed class SetTests : IDisposable
{
    private const string Yaml = """
        parameters: { seeds: [2, 0], times: [1, 0.5, 2], order: [3, 1], widths: [8, 4, 8] }
        stages:
          draw:
            foreach: { seed: seeds, time: times, child: order }
            parameters: [seeds, times, order, widths]
            outputs: [out.txt]
        """;

    private readonly ToyProject _project = new();

    public SetTests() => _project.Write("sets.yaml", Yaml);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("seeds=[0, 2]")]
    [InlineData("seeds=[2, 2, 0, 2]")]
    [InlineData("times=[0.5, 1, 2]")]
    [InlineData("times=[2, 1.0, 1, 0.50, 2.00]")]
    [InlineData("order=[3, 1, 3]")]
    public void Equal_sets_have_equal_keys(string set) => Assert.Equal(Keys(), Keys(set));

    [Theory]
    [InlineData("order=[1, 3]")]
    [InlineData("widths=[4, 8, 8]")]
    [InlineData("widths=[8, 4]")]
    public void Where_the_order_or_a_repetition_means_something_it_is_in_the_key(string list) =>
        Assert.NotEqual(Keys(), Keys(list));

    [Fact]
    public void Sets_are_bound_as_they_are_in_keys()
    {
        var parameters = Plan("times=[2, 0, 1, 2]", "order=[3, 1, 3]").ParametersAs<Sets>();

        Assert.Equal([0, 2], parameters.Seeds);
        Assert.Equal([0m, 1m, 2m], parameters.Times);
        Assert.Equal([3, 1], parameters.Order);
        Assert.Equal([8, 4, 8], parameters.Widths);
    }

    [Fact]
    public void A_steps_map_is_the_set_of_its_numbers() =>
        Assert.Equal(Keys("times=[2, 1.5, 1]"), Keys("times={ from: 1, to: 2, step: 0.5 }"));

    private Plan Plan(params string[] sets) =>
        PipelineEngine
            .Load<Sets>(
                Path.Combine(_project.Folder, "sets.yaml"),
                [new ToyStage("draw", _ => { })],
                new PipelineOptions { Engine = "toy 1" }
            )
            .Plan(new PlanRequest { Sets = sets });

    private List<string?> Keys(params string[] sets) =>
        [.. Plan(sets).Instances.Select(i => i.Key).Order(StringComparer.Ordinal)];

    public sealed record Sets(
        [Set] IReadOnlyList<int> Seeds,
        NumberRange Times,
        [Set(KeepsOrder = true)] IReadOnlyList<int> Order,
        IReadOnlyList<int> Widths
    );
}
