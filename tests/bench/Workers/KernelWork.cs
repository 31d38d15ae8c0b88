using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The tangent kernel over all logits.</summary>
internal sealed class KernelWork : Work
{
    private readonly Network network;
    private readonly Tensor weights;
    private readonly Tensor probes;

    public KernelWork(WorkInput input)
    {
        (network, weights) = (input.Frozen(), input.Weights);
        probes = WorkInput.Packed(input.Tensors["images"]);
        Result = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["kernel"] = Compute() };
    }

    public override void Run() => Compute().Dispose();

    private Tensor Compute() => TangentKernel.Compute(network, weights, probes);
}
