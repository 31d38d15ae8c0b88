using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>Measures the line between every two children of one spawn time, and their distances.</summary>
public sealed class BarrierStage : IStage
{
    /// <inheritdoc/>
    public string Name => "barrier";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var scope = NewDisposeScope();
        using var inputs = RunInputs.Load(context);
        var parameters = context.Parameters<BarrierParameters>("barrier");
        var (train, test) = (inputs.Train.Take(parameters.Train), inputs.Test);
        var labels = Predictions.LabelsOf(train);
        var probes = inputs.Probes(context.Parameters<int>("training.probes")).Images;
        var classifier = new NetworkClassifier(inputs.Network);
        var children = Children(context, inputs, probes);
        var spawned = Spawned.Of(context);
        var curves = new List<CurveRow>();
        var pairs = new List<PairRow>();
        var predictions = new List<PointPredictionRow>();
        foreach (var (a, b) in Pairs(children))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var curve = Interpolation.Curve(
                classifier,
                a.Weights,
                b.Weights,
                parameters.Points,
                train,
                test,
                inputs.NormBatches
            );
            curves.AddRange(curve.Select(p => Row(spawned, a, b, p)));
            pairs.Add(Compare(spawned, a, b, curve, probes));
            foreach (var point in curve)
            {
                predictions.AddRange(Rows(a, b, point.Alpha, "train", labels, point.TrainClasses));
                predictions.AddRange(Rows(a, b, point.Alpha, "test", inputs.TestLabels, point.TestClasses));
            }
        }
        Table.Write(context.Output("curves.parquet"), curves);
        Table.Write(context.Output("pairs.parquet"), pairs);
        Table.Write(context.Output("predictions.parquet"), predictions);
    }

    private static IEnumerable<PointPredictionRow> Rows(
        Child a,
        Child b,
        double alpha,
        string images,
        byte[] labels,
        byte[] classes
    ) =>
        classes.Zip(
            labels,
            (predicted, label) => new PointPredictionRow(a.Number, b.Number, alpha, images, label, predicted)
        );

    private static CurveRow Row(Spawned spawned, Child a, Child b, CurvePoint point) =>
        new(
            spawned.Seed,
            spawned.Time,
            a.Number,
            b.Number,
            point.Alpha,
            point.Train.Error,
            point.Train.Loss,
            point.Test.Error,
            point.Test.Loss
        );

    private static PairRow Compare(Spawned spawned, Child a, Child b, IReadOnlyList<CurvePoint> curve, Tensor probes) =>
        new(
            spawned.Seed,
            spawned.Time,
            a.Number,
            b.Number,
            Math.Max(a.TrainError, b.TrainError),
            Interpolation.Barrier(curve, p => p.Train.Error),
            Interpolation.Barrier(curve, p => p.Train.Loss),
            Interpolation.Barrier(curve, p => p.Test.Error),
            Interpolation.Barrier(curve, p => p.Test.Loss),
            Distances.Function(a.Logits, b.Logits),
            Distances.Softmax(a.Logits, b.Logits),
            Distances.Weights(a.Weights, b.Weights),
            Distances.Relu(a.Network, a.Weights, b.Network, b.Weights, probes),
            TangentKernel.Distance(a.Kernel, b.Kernel),
            Distances.Gradients(a.Network, a.Weights, b.Network, b.Weights, probes),
            a.Diverged || b.Diverged
        );

    private static List<Child> Children(StageContext context, RunInputs inputs, Tensor probes)
    {
        var ends = context
            .Inputs("child/performance.parquet")
            .ToDictionary(f => f.Instance, f => Table.Read<PerformanceRow>(f.Path)[^1], StringComparer.Ordinal);
        return
        [
            .. context
                .Inputs("child/final.safetensors")
                .Select(file =>
                {
                    var checkpoint = Checkpoint.Load(file.Path, inputs.Network);
                    var (weights, network) = (checkpoint.State.Weights, inputs.Network.Freeze(checkpoint.Moments));
                    return new Child(
                        (int)file.AxisNumber("child"),
                        network,
                        weights,
                        Evaluation.Logits(new NetworkClassifier(network), weights, inputs.Test),
                        TangentKernel.Compute(network, weights, probes),
                        ends[file.Instance].TrainError,
                        ends[file.Instance].Outcome != Outcomes.Trained
                    );
                }),
        ];
    }

    private static IEnumerable<(Child A, Child B)> Pairs(List<Child> children) =>
        children.SelectMany((a, i) => children.Skip(i + 1).Select(b => (a, b)));

    private sealed record Spawned(int Seed, double Time)
    {
        public static Spawned Of(StageContext context) =>
            new((int)context.AxisNumber("seed"), (double)context.AxisNumber("time"));
    }

    private sealed record Child(
        int Number,
        Network Network,
        Tensor Weights,
        Tensor Logits,
        Tensor Kernel,
        double TrainError,
        bool Diverged
    );
}
