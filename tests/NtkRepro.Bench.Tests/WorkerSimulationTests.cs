namespace NtkRepro.Bench.Tests;

/// <summary>Instances on workers: a and b first, c after a, d after b and c.</summary>
public sealed class WorkerSimulationTests
{
    private static readonly TimedInstance[] Diamond =
    [
        new("a", 2, []),
        new("b", 3, []),
        new("c", 4, ["a"]),
        new("d", 1, ["b", "c"]),
    ];

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 7)]
    [InlineData(4, 7)]
    public void It_takes_as_long_as_the_work_or_the_longest_way_through_it(int workers, double seconds) =>
        Assert.Equal(seconds, WorkerSimulation.Run(Diamond, workers));

    [Fact]
    public void The_last_row_has_a_worker_for_each_instance()
    {
        var row = WorkerSimulation.Of(Diamond)[^1];

        Assert.Equal(new WorkerRow(4, 7, 10 / 7.0, 10 / 28.0), row);
    }

    [Fact]
    public void What_waits_for_something_that_is_not_there_is_a_mistake() =>
        Assert.Throws<InvalidOperationException>(() => WorkerSimulation.Run([new("a", 1, ["b"])], 2));
}
