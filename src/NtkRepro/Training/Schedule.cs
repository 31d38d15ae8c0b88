namespace NtkRepro.Training;

/// <summary>The clock of a run: how epochs, steps and the learning rate belong together.</summary>
/// <param name="StepsPerEpoch">Whole minibatches in the training set; images left over sit the epoch out.</param>
/// <param name="Epochs">The length T of a full run.</param>
/// <param name="LearningRate">The learning rate η that a run begins with.</param>
/// <param name="Course">What the learning rate does from then on.</param>
/// <param name="Drops">Of <see cref="RateSchedule.Drops"/> the steps from which on it is a tenth, a hundredth and so on.</param>
public sealed record Schedule(
    int StepsPerEpoch,
    int Epochs,
    double LearningRate,
    RateSchedule Course,
    IReadOnlyList<int> Drops
)
{
    /// <summary>The step at which a full run ends.</summary>
    public int TotalSteps => StepsPerEpoch * Epochs;

    /// <summary>Steps until the learning rate first changes: <see cref="TotalSteps"/> where it stays, 0 for a cosine.</summary>
    public int ConstantSteps =>
        Course switch
        {
            RateSchedule.Cosine => 0,
            RateSchedule.Drops when Drops.Count > 0 => Drops[0],
            _ => TotalSteps,
        };

    /// <summary>The clock for a training set of <paramref name="images"/> images.</summary>
    /// <param name="training">How long, and at what rate.</param>
    /// <param name="images">The size of the training set.</param>
    /// <exception cref="ArgumentException">The training set does not fill one minibatch.</exception>
    public static Schedule Create(TrainingParameters training, int images)
    {
        if (images < training.Batch)
        {
            throw new ArgumentException(
                $"training.batch is {training.Batch} and there are only {images} training images",
                nameof(training)
            );
        }
        var steps = StepsIn(images, training.Batch);
        return new Schedule(
            steps,
            training.Epochs,
            training.LearningRate,
            training.Schedule,
            training.Schedule == RateSchedule.Drops
                ? [.. training.Drops.Select(share => StepAt(share * training.Epochs, steps))]
                : []
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
            RateSchedule.Drops => Drops.Count(drop => step >= drop) switch
            {
                0 => LearningRate,
                var drops => LearningRate / Math.Round(Math.Pow(10, drops)),
            },
            _ => throw new InvalidOperationException($"there is no schedule {Course}"),
        };
}
