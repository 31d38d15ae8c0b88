using System.Globalization;
using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

/// <summary>Measures what the whole process holds, so nothing may run beside it.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class LeakTests(ITestOutputHelper output) : IDisposable
{
    private const int FewSteps = 1_000;
    private const int ManySteps = 10_000;
    private const int Epoch = 100;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Ten_thousand_steps_of_training_leave_tensors_and_memory_where_one_thousand_left_them()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, Epoch * 4);
        var network = Samples.Cnn();
        var parameters = Samples.Training(epochs: ManySteps / Epoch, batch: 4, rate: 0.01);
        using var state = new TrainingState(network.Initialise(0), zeros([network.WeightCount]), 0);
        var trainer = new SgdTrainer(
            new NetworkClassifier(network),
            data,
            Schedule.Create(parameters, data.Count),
            parameters,
            seed: 0,
            order: 0
        );

        var few = After(FewSteps);
        var many = After(ManySteps);

        output.WriteLine($"after {FewSteps} steps: {few}; after {ManySteps}: {many}");
        Assert.False(state.Diverged);
        Assert.Equal(few.Tensors, many.Tensors);
        // The least tensor leaked in each of the steps between would take 25.
        Assert.InRange(many.Resident - few.Resident, double.NegativeInfinity, 16);

        Usage After(int steps)
        {
            trainer.TrainUntil(state, steps, CancellationToken.None);
            Assert.Equal(steps, state.Step);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return new Usage(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Resident());
        }
    }

    // Resident memory in MB: the second number of statm, in pages.
    private static double Resident() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture)
        * Environment.SystemPageSize
        / 1e6;

    private sealed record Usage(long Tensors, double Resident);
}
