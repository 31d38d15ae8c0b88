using NtkRepro.Linearization;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

/// <summary>Steps of SGD with momentum against an independent implementation.</summary>
public sealed class OracleTrainingTests : IDisposable
{
    private const double Tolerance = 1e-5;

    // The oracle's steps are stored in float32.
    private const double StoredTolerance = 1e-7;

    // The background of an image is constant, and a norm may bring all its pixels close to a rectifier's kink: on which
    // side they fall is then a matter of rounding.
    private const double KinkTolerance = 0.05;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_network_moves_as_the_oracles_does(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var weights = oracle.Weights(ScalarType.Float32);

        var (step1, step3) = Train(oracle, new NetworkClassifier(oracle.Network), weights);

        var tolerance = HasNorm(name) ? KinkTolerance : Tolerance;
        Near.EqualInNorm(oracle["step1"], step1, tolerance);
        Near.EqualInNorm(oracle["step3"], step3, tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void In_double_precision_the_network_moves_as_the_oracles_does(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (images, labels) = (oracle.AllImages(ScalarType.Float64), oracle.Labels());
        var schedule = Schedule.Create(Samples.Training(epochs: 4, batch: oracle.Count), oracle.Count);
        var start = oracle.Weights(ScalarType.Float64);
        var (weights, momentum) = (start, zeros_like(start));

        for (var step = 0; step < 3; step++)
        {
            var gradient = Autograd.Gradient(
                oracle.Network,
                weights,
                w => nn.functional.cross_entropy(oracle.Network.Forward(images, w), labels),
                ones([], ScalarType.Float64)
            );
            momentum = (momentum * 0.9) + gradient;
            weights -= momentum * schedule.RateAt(step);
            if (step == 0)
                Near.EqualInNorm(oracle["step1"], weights - start, StoredTolerance);
        }

        Near.EqualInNorm(oracle["step3"], weights - start, StoredTolerance);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_linearized_network_moves_as_functorchs_jvp_and_vjp_say(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        using var taylor = new TaylorClassifier(
            oracle.At(oracle.Weights(ScalarType.Float32)),
            oracle.Weights(ScalarType.Float32)
        );

        var (step1, step3) = Train(oracle, taylor, zeros([oracle.Network.WeightCount]));

        Near.EqualInNorm(oracle["linearized.step1"], step1, Tolerance);
        Near.EqualInNorm(oracle["linearized.step3"], step3, Tolerance);
    }

    // The change of the weights after 1 and after 3 steps on all images; each step is an epoch.
    private (Tensor Step1, Tensor Step3) Train(Oracle oracle, IClassifier classifier, Tensor start)
    {
        using var data = oracle.Load(folder);
        var parameters = Samples.Training(epochs: 4, batch: oracle.Count);
        var schedule = Schedule.Create(parameters, data.Count);
        var trainer = new SgdTrainer(classifier, data, schedule, parameters, seed: 0, order: 0);
        using var state = new TrainingState(start.clone(), zeros_like(start), 0);
        trainer.Train(state, 1, CancellationToken.None);
        var step1 = state.Weights - start;
        trainer.Train(state, 2, CancellationToken.None);
        trainer.Train(state, 3, CancellationToken.None);
        return (step1, state.Weights - start);
    }

    private static bool HasNorm(string name) =>
        name.EndsWith("-batch", StringComparison.Ordinal) || name.EndsWith("-group", StringComparison.Ordinal);
}
