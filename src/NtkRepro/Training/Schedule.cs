namespace NtkRepro.Training;

/// <summary>The clock of a run: how epochs, steps and the learning rate belong together.</summary>
/// <param name="StepsPerEpoch">Whole minibatches in the training set; images left over sit the epoch out.</param>
/// <param name="Epochs">The length T of a full run.</param>
/// <param name="LearningRate">The initial learning rate.</param>
/// <param name="Course">What the learning rate does from then on.</param>
public sealed record Schedule(int StepsPerEpoch, int Epochs, double LearningRate, RateSchedule Course)
{
    /// <summary>The step at which a full run ends.</summary>
    public int TotalSteps => StepsPerEpoch * Epochs;

    /// <summary>The clock for a training set of <paramref name="images"/> images.</summary>
    /// <exception cref="ArgumentException">The training set does not fill one minibatch.</exception>
    public static Schedule Create(TrainingParameters training, int images, double rate = 1)
    {
        if (images < training.Batch)
        {
            throw new ArgumentException(
                $"training.batch is {training.Batch} and there are only {images} training images",
                nameof(training)
            );
        }
        return new Schedule(
            StepsIn(images, training.Batch),
            training.Epochs,
            training.LearningRate * rate,
            training.Schedule
        );
    }

    /// <summary>The steps of one epoch over <paramref name="images"/> images: whole minibatches alone.</summary>
    public static int StepsIn(int images, int batch) => images / batch;

    /// <summary>The step nearest to a time in epochs.</summary>
    public int StepAt(decimal epochs) => StepAt(epochs, StepsPerEpoch);

    /// <summary>The step nearest to a time in epochs, where an epoch has <paramref name="steps"/>.</summary>
    public static int StepAt(decimal epochs, int steps) =>
        (int)Math.Round(epochs * steps, MidpointRounding.AwayFromZero);

    /// <summary>The learning rate of a step.</summary>
    public double RateAt(int step) =>
        Course switch
        {
            RateSchedule.Cosine => LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / TotalSteps)),
            RateSchedule.Constant => LearningRate,
            _ => throw new InvalidOperationException($"there is no schedule {Course}"),
        };
}
