using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

public sealed class EvaluationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Error_is_the_fraction_wrong_and_loss_the_mean_cross_entropy()
    {
        using var scope = NewDisposeScope();
        // Odds of 3 to 1, 1 to 3, 1 to 1 (the first class is then taken), 7 to 1.
        var logits = Samples.Matrix(2, MathF.Log(3), 0, 0, MathF.Log(3), 0, 0, MathF.Log(7), 0);
        var labels = tensor(new long[] { 0, 0, 1, 0 }, [4]);

        var performance = Evaluation.Measure(logits, labels);

        Assert.Equal(0.5, performance.Error);
        Assert.Equal(-(Math.Log(0.75) + Math.Log(0.25) + Math.Log(0.5) + Math.Log(0.875)) / 4, performance.Loss, 1e-7);
    }

    [Fact]
    public void A_uniform_guess_costs_the_logarithm_of_the_number_of_classes()
    {
        using var scope = NewDisposeScope();

        var performance = Evaluation.Measure(zeros([3, 10]), tensor(new long[] { 0, 5, 9 }, [3]));

        Assert.Equal(Math.Log(10), performance.Loss, 1e-12);
        Assert.Equal(2.0 / 3, performance.Error, 1e-12);
    }

    [Fact]
    public void Confident_logits_cost_what_they_say_without_overflow()
    {
        using var scope = NewDisposeScope();

        var performance = Evaluation.Measure(Samples.Matrix(2, 1e30f, 0), tensor(new long[] { 1 }, [1]));

        Near.Equal(1e30, performance.Loss, 1e-6);
    }

    // 600 images are more than go through the network at once.
    [Fact]
    public void Logits_of_many_images_are_those_of_the_network_in_order()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 600);
        var network = Samples.Cnn();
        var weights = network.Initialise(0);

        var logits = Evaluation.Logits(new NetworkClassifier(network), weights, data);

        Near.Equal(network.Forward(data.Images, network.Split(weights)), logits);
        Assert.False(logits.requires_grad);
    }

    [Fact]
    public void A_classifier_is_measured_by_its_logits()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 300);
        var network = Samples.Cnn();
        var (classifier, weights) = (new NetworkClassifier(network), network.Initialise(0));

        var performance = Evaluation.Measure(classifier, weights, data);

        Assert.Equal(Evaluation.Measure(Evaluation.Logits(classifier, weights, data), data.Labels), performance);
    }

    [Theory]
    [InlineData(true, 0.0, "trained")]
    [InlineData(true, 0.854, "trained")]
    [InlineData(true, 0.856, "at-chance")] // 95 % of 0.9 is 0.855
    [InlineData(true, 0.9, "at-chance")]
    [InlineData(false, 0.0, "non-finite")]
    [InlineData(false, 0.9, "non-finite")]
    public void An_outcome_tells_whether_a_run_diverged_or_guesses(bool finite, double error, string outcome) =>
        Assert.Equal(outcome, Outcomes.Of(finite, error, 10));
}
