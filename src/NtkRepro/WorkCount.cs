using NtkRepro.Pipeline;

namespace NtkRepro;

/// <summary>
/// How much work the instances of the paper's stages are, in steps of training: one of <c>cnn</c> on 32 grey images of 28 × 28 points is 1. By
/// multiplications, and by what the stages took beside it where they do not train; right to a factor of two or so, which is what a first
/// run has to go by until it has timed some of a stage itself.
/// </summary>
internal static class WorkCount
{
    // What an instance costs before it does anything: to start, to read its inputs, to write its outputs.
    private const double Start = 10;

    // Of an example of a batch, forwards only, over forwards and backwards.
    private const double Forward = 0.28;

    // Of a linearized network, whose tangents go along, over the network itself.
    private const double Tangents = 1.5;
    private const double ForwardTangents = 2;

    /// <summary>The measure; its rate is that of one of two instances side by side on two cores of 2.5 GHz or so.</summary>
    public static WorkMeasure Measure { get; } = new(Of, "training steps", 250);

    private static double Of(WorkQuery query)
    {
        var parameters = (Parameters)query.Parameters;
        if (query.Axis("dataset") is not { } dataset)
            return Start + 100;
        var data = parameters.Datasets[dataset];
        return Start
            + (
                query.Axis("model") is { } model
                    ? Of(query, parameters, data, model)
                    : 60 + ((data.Train + data.Test) / 500.0)
            );
    }

    private static double Of(WorkQuery query, Parameters all, DatasetParameters data, string model)
    {
        var (training, linearized) = (all.Training, all.Linearized);
        var image = NetworkSize.Of(all.Models[model], data);
        var batches = (double)data.Train / training.Batch;
        var time = query.Number("time") ?? 0;
        double step = Cost(training.Batch, image);
        double Evaluated(double images) => Forward * images / training.Batch * step;
        var held = Evaluated(linearized.Validation + data.Test);
        var classes = data.Classes ?? 10;
        var kernel = all.Kernel.Probes / 100.0 * classes / 10;
        var onsets = all.Linearized.Onset.GetValueOrDefault(model)?.Contains((decimal)time) == true;
        return query.Stage switch
        {
            "parent" => (training.Epochs * ((batches * step) + held)) + Evaluated(data.Train),
            "child" => ((training.Epochs - time) * batches * step) + held + Evaluated(data.Train),
            // The trial of the rate that was chosen is the linearized run of its onset.
            "linearized" when onsets => 0,
            "linearized" or "trial" => linearized.Epochs * ((Tangents * batches * step) + (ForwardTangents * held)),
            "control" => linearized.Epochs * ((batches * step) + held),
            "probe" => 20 + (0.035 * data.Train),
            "kernel" => 33 * kernel * image,
            "spectrum" => 18 * kernel * kernel,
            "regression" => all.Regression.Steps * Evaluated(all.Kernel.Probes + all.Regression.Test),
            "sensitivity" => 2 * all.Sensitivity.Epochs * batches * step,
            "barrier" => Pairs(all.Spawn.Children.Count)
                * all.Barrier.Points
                * 1.4
                * Evaluated(Math.Min(all.Barrier.Train, data.Train) + data.Test),
            "metrics" => Gathered(all, data, model),
            "figures" => 450,
            _ => 0,
        };
    }

    // A step on a batch of another size or of another network: a part of it is the same for all.
    private static double Cost(int batch, double network) => 0.15 + (0.85 * network * batch / 32);

    private static double Pairs(int children) => children * (children - 1) / 2.0;

    // Distances between all kernels of a seed, and intervals over images.
    private static double Gathered(Parameters all, DatasetParameters data, string model)
    {
        var kernels = all
            .Spawn.Times.GetValueOrDefault(model, new([]))
            .Union(all.Linearized.Times.GetValueOrDefault(model, new([])))
            .Union(all.Kernel.Grid)
            .Count();
        var entries = all.Kernel.Probes / 100.0;
        return all.Run.Seeds.Count
            * ((0.11 * kernels * kernels * entries * entries) + (0.26 * all.Claims.Resamples * data.Test / 4000.0));
    }
}
