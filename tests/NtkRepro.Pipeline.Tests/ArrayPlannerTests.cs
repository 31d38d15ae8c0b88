namespace NtkRepro.Pipeline.Tests;

/// <summary>How instances become job arrays, and what each waits for.</summary>
public sealed class ArrayPlannerTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(1000)]
    [InlineData(7)]
    [InlineData(1)]
    public void Every_instance_is_one_task_and_waits_for_all_that_it_reads(int arraySize)
    {
        foreach (
            var sets in new string[][]
            {
                [],
                ["run.seeds=[0, 1, 2]"],
                ["run.times={ from: 0, to: 50, step: 1 }", "kernel.grid=[0]"],
                ["run.seeds=[0, 1, 2]", "run.times={ from: 0, to: 50, step: 1 }", "run.children=[1]"],
            }
        )
        {
            var plan = _project.Plan(sets);
            var arrays = PlanArrays(plan, plan.Instances, arraySize);
            AssertSound(plan, arrays, arraySize);
        }
    }

    [Fact]
    public void Instances_that_wait_for_the_same_make_one_array()
    {
        var plan = _project.Plan();
        var arrays = PlanArrays(plan, plan.Instances);

        Assert.Equal(
            ["data 1", "parent 1", "child 12", "kernel 5", "metrics 1"],
            arrays.Select(a => $"{a.Stage} {a.Tasks.Count}")
        );
        Assert.Equal("0-11", arrays[2].IndexText);
        Assert.Equal("afterok:100,afterok:101", Dependency(arrays[2], arrays));
    }

    [Fact]
    public void Where_each_of_many_waits_for_a_task_of_its_own_their_indices_are_the_same()
    {
        using var project = new ToyProject(Chain);
        var plan = project.Load().Plan(new PlanRequest { Targets = ["metrics"] });
        var arrays = PlanArrays(plan, plan.Instances);

        Assert.Equal(
            ["parent 40", "child 40", "child 40", "metrics 40"],
            arrays.Select(a => $"{a.Stage} {a.Tasks.Count}")
        );
        Assert.Equal("aftercorr:101,aftercorr:102", Dependency(arrays[3], arrays));
        AssertSound(plan, arrays, 1000);
    }

    [Fact]
    public void What_is_tried_again_waits_for_the_tasks_that_are_queued_already()
    {
        var plan = _project.Plan();
        var child = plan.Instances.First(i => i.Stage == "child");
        var metrics = plan.Instances.Single(i => i.Stage == "metrics");
        var queued = plan
            .Instances.Where(i => i.Stage is "kernel")
            .Select((instance, i) => (instance, new TaskReference(3, i)))
            .ToDictionary(p => p.instance, p => p.Item2);
        var arrays = ArrayPlanner.Plan(plan, [child, metrics], queued, 1000, next: 9, _ => 1);

        Assert.Equal([9, 10], arrays.Select(a => a.Number));
        Assert.Empty(arrays[0].After);
        Assert.Equal(
            [.. Enumerable.Range(0, 5).Select(i => new TaskReference(3, i)), new TaskReference(9, 0)],
            arrays[1].After
        );
        Assert.Equal(
            "afterok:103_0:103_1:103_2:103_3:103_4,afterok:109",
            arrays[1].Dependency(Job, (a, n) => a == 9 && n == 1)
        );
    }

    [Theory]
    [InlineData(new[] { 3 }, "3")]
    [InlineData(new[] { 0, 1, 2, 5, 7, 8 }, "0-2,5,7-8")]
    [InlineData(new[] { 2, 1 }, "1-2")]
    public void Indices_are_written_as_ranges(int[] indices, string text) =>
        Assert.Equal(text, JobArray.Ranges(indices));

    private const string Chain = """
        name: toy
        parameters:
          run: { models: [cnn], seeds: [0], times: { from: 1, to: 40, step: 1 }, children: [1, 2], rates: [1] }
          models: { cnn: { kind: cnn } }
          data: { dataset: digits, train: 1, sources: [] }
          training: { epochs: 1, learning_rate: 1 }
          kernel: { probes: 1, grid: [0] }
        stages:
          parent:
            foreach: { time: run.times }
            outputs: [log.txt]
          child:
            foreach: { time: run.times, child: run.children }
            inputs: [parent/log.txt]
            outputs: [log.txt]
          metrics:
            foreach: { time: run.times }
            inputs: [child/log.txt]
            outputs: [table.txt]

        """;

    private static List<JobArray> PlanArrays(
        Plan plan,
        IReadOnlyList<PlannedInstance> instances,
        int arraySize = 1000
    ) =>
        ArrayPlanner.Plan(
            plan,
            instances,
            new Dictionary<PlannedInstance, TaskReference>(),
            arraySize,
            next: 0,
            _ => 0
        );

    private static string Job(int array) => $"{100 + array}";

    private static string? Dependency(JobArray array, List<JobArray> arrays) =>
        array.Dependency(Job, (number, count) => arrays[number].Tasks.Count == count);

    /// <summary>Each instance is one task, arrays are small enough and come after what they wait for, and no producer is left out.</summary>
    private static void AssertSound(Plan plan, List<JobArray> arrays, int arraySize)
    {
        Assert.Equal(
            plan.Instances.Select(i => i.Name).Order(StringComparer.Ordinal),
            arrays.SelectMany(a => a.Tasks).Select(t => t.Instance).Order(StringComparer.Ordinal)
        );
        var tasks = arrays
            .SelectMany(a => a.Tasks.Select(t => (t.Instance, Task: new TaskReference(a.Number, t.Index))))
            .ToDictionary(t => t.Instance, t => t.Task, StringComparer.Ordinal);
        foreach (var array in arrays)
        {
            Assert.InRange(array.Tasks.Count, 1, arraySize);
            Assert.Equal(array.Tasks.Count, array.Tasks.Select(t => t.Index).Distinct().Count());
            Assert.All(array.Tasks, t => Assert.InRange(t.Index, 0, arraySize - 1));
            Assert.All(array.After, t => Assert.True(t.Array < array.Number));
            Assert.All(array.AfterSame, a => Assert.True(a < array.Number));
            foreach (var task in array.Tasks)
            {
                foreach (var producer in plan.Planned(task.Instance).Instance.Producers)
                {
                    var before = tasks[producer.Name];
                    Assert.True(
                        array.After.Contains(before)
                            || (array.AfterSame.Contains(before.Array) && before.Index == task.Index),
                        $"{task.Instance} does not wait for {producer.Name}"
                    );
                }
            }
        }
    }
}
