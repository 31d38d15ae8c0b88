using NtkRepro.Training;

namespace NtkRepro.Bench;

/// <summary>SGD on the images of an input file, in the pipeline's own minibatch order, at a constant learning rate.</summary>
internal sealed class Descent
{
    private readonly SgdTrainer trainer;
    private readonly TrainingState state;

    /// <param name="classifier">What is trained.</param>
    /// <param name="input">Images, minibatches, momentum, and the rate unless another is given.</param>
    /// <param name="state">Where to begin; changed.</param>
    /// <param name="rate">The learning rate.</param>
    public Descent(IClassifier classifier, WorkInput input, TrainingState state, double? rate = null)
    {
        var data = input.Images();
        var training = BenchTraining.Parameters(rate ?? input.Number("learning_rate"), input.Number("momentum"));
        var schedule = BenchTraining.Constant(training, data.Count);
        trainer = new SgdTrainer(
            classifier,
            data,
            schedule,
            training,
            MinibatchOrder.Seed,
            input.Integer("order_number")
        );
        this.state = state;
    }

    public void Steps(int count)
    {
        trainer.TrainUntil(state, state.Step + count, CancellationToken.None);
        if (state.Diverged)
            throw new InvalidOperationException($"training diverged by step {state.Step}");
    }
}
