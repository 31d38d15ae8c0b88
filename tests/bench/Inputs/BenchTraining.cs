using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Bench;

/// <summary>How networks are trained in the rows.</summary>
internal static class BenchTraining
{
    public const int Batch = 64;

    /// <summary>Of the 60,000 training images of Fashion-MNIST those that are whole minibatches, without a last one that is held out.</summary>
    public const int AllImages = 59_904;

    public const double LearningRate = 0.05;
    public const double Momentum = 0.9;

    // More than any row trains for.
    private const int Epochs = 1_000_000;

    public static TrainingParameters Parameters(double learningRate = LearningRate, double momentum = Momentum) =>
        new(
            Epochs,
            Batch,
            learningRate,
            momentum,
            NormImages: 1,
            Probes: 1,
            Drops: new NumberRange([]),
            RateSchedule.Constant
        );

    /// <summary>A learning rate that stays.</summary>
    public static Schedule Constant(TrainingParameters training, int images) => Schedule.Create(training, images);
}
