using NtkRepro.Linearization;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

/// <summary>Steps of SGD with momentum against an independent implementation.</summary>
public sealed class OracleTrainingTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private static readonly TrainingParameters Parameters = new(Epochs: 4, Batch: 8, LearningRate: 0.1, Momentum: 0.9);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_network_moves_as_the_oracles_does(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var weights = oracle.Weights(ScalarType.Float32);

        var (step1, step3) = Train(new NetworkClassifier(oracle.Network), weights);

        Near.EqualInNorm(oracle["step1"], step1, Tolerance);
        Near.EqualInNorm(oracle["step3"], step3, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_linearized_network_moves_as_functorchs_jvp_and_vjp_say(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        using var taylor = new TaylorNetwork(oracle.Network, oracle.Weights(ScalarType.Float32));

        var (step1, step3) = Train(taylor, zeros([oracle.Network.WeightCount]));

        Near.EqualInNorm(oracle["linearized.step1"], step1, Tolerance);
        Near.EqualInNorm(oracle["linearized.step3"], step3, Tolerance);
    }

    // The change of the weights after 1 and after 3 steps on all images; each step is an epoch.
    private (Tensor Step1, Tensor Step3) Train(IClassifier classifier, Tensor start)
    {
        using var data = Oracle.Load(folder);
        var schedule = Schedule.Create(Parameters, data.Count);
        var trainer = new SgdTrainer(classifier, data, schedule, Parameters, seed: 0, order: 0);
        using var state = new TrainingState(start.clone(), zeros_like(start), 0);
        trainer.Train(state, 1, CancellationToken.None);
        var step1 = state.Weights - start;
        trainer.Train(state, 2, CancellationToken.None);
        trainer.Train(state, 3, CancellationToken.None);
        return (step1, state.Weights - start);
    }
}
