using NtkRepro.Linearization;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Logistic regression to convergence.</summary>
internal sealed class ProbeWork : Work
{
    private readonly WorkInput input;

    public ProbeWork(WorkInput input)
    {
        this.input = input;
        // A constant that is added to all logits of an image means nothing.
        Result = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["probabilities"] = Fit().Logits(input.Tensors["features"]).softmax(1),
        };
    }

    public override void Run()
    {
        using var scope = NewDisposeScope();
        Fit();
    }

    private LogisticRegression Fit() =>
        LogisticRegression.Fit(
            input.Tensors["features"],
            input.Tensors["labels"],
            BenchNetworks.Classes,
            input.Number("decay"),
            CancellationToken.None
        );
}
