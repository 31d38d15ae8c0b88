using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>How much of the machine our side uses: operations per second, against those of a large matrix product.</summary>
internal static class RateSection
{
    public const string Name = "rates";

    private const int Side = 2000;
    private const int Weights = 4608;

    /// <summary>Measures all of them on one thread; the fastest of several repetitions counts.</summary>
    /// <exception cref="WorkerFailedException">A worker failed.</exception>
    public static IReadOnlyList<RateRow> Measure(Workbench bench, int repetitions)
    {
        var product = Product(bench, repetitions);
        List<RateRow> rows = [product];
        foreach (var size in new[] { 1000, 4000 })
        {
            // Half of a symmetric product.
            var operations = (double)size * size * Weights;
            rows.Add(
                Row("kernel contraction", $"{size} × {Weights}", operations, Fastest("contraction", (size, Weights)))
            );
        }
        rows.Add(Step("cnn", bench.Inputs.TrainStep("cnn", 2240, 20)));
        rows.Add(Step("resnet", bench.Inputs.TrainStep("resnet", 2240, 10)));
        rows.Add(Step("resnet-20", bench.Inputs.TrainStep("resnet-20", 640, 2)));
        rows.Add(Step("wide-resnet", bench.Inputs.TrainStep("wide-resnet", 640, 1)));
        return [.. rows.Select(row => row with { Share = row.Rate / product.Rate })];

        double Fastest(string job, (int Rows, int Columns) shape) =>
            Repeat(bench, job, bench.Inputs.Matrix(shape.Rows, shape.Columns), repetitions);

        RateRow Step(string network, string input)
        {
            using var scope = NewDisposeScope();
            var (images, _) = Experiment.First(bench.Experiment.Train, BenchTraining.Batch, network);
            var operations = OperationCounter.TrainingStep(BenchNetworks.Create(network), images);
            return Row("training step", network, operations, Repeat(bench, "train_step", input, repetitions));
        }
    }

    /// <summary>Measures the product of two matrices on one thread, with which the others are compared.</summary>
    /// <exception cref="WorkerFailedException">A worker failed.</exception>
    public static RateRow Product(Workbench bench, int repetitions) =>
        Row(
            "matrix product",
            $"{Side}",
            2.0 * Side * Side * Side,
            Repeat(bench, "matrix_product", bench.Inputs.Matrix(Side, Side), repetitions)
        );

    private static double Repeat(Workbench bench, string job, string input, int repetitions)
    {
        using var worker = new WorkerProcess(job, Sides.Ours(1, "work", job, input, bench.Inputs.Output("ours"), "1"));
        worker.WaitUntilReady();
        var fastest = double.PositiveInfinity;
        for (var i = 0; i < repetitions; i++)
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            fastest = Math.Min(fastest, worker.Run());
        }
        worker.Quit();
        return fastest;
    }

    private static RateRow Row(string work, string size, double operations, double seconds) =>
        new(work, size, operations, seconds, operations / seconds / 1e9, 1);
}
