using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Kernels;

/// <summary>Computes the empirical NTK of the parent at one time, over all logits of a fixed set of training images.</summary>
public sealed class KernelStage : IStage
{
    /// <inheritdoc/>
    public string Name => "kernel";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var scope = NewDisposeScope();
        using var inputs = RunInputs.Load(context);
        using var checkpoint = inputs.LoadParent();
        var probes = inputs.Probes(context.Parameters<int>("kernel.probes"));
        if ((long)probes.Count * probes.Classes > KernelFile.MostRows)
            throw new InvalidDataException(
                $"{probes.Count} probes with {probes.Classes} classes make a kernel of {(long)probes.Count * probes.Classes} rows; at most "
                    + $"{KernelFile.MostRows} fit a file: kernel.probes={KernelFile.MostRows / probes.Classes}"
            );
        var network = inputs.Network.Freeze(checkpoint.Moments);
        var kernel = TangentKernel.Compute(network, checkpoint.State.Weights, probes.Images);
        var steps = Schedule.StepsIn(inputs.Train.Count, context.Parameters<int>("training.batch"));
        var epoch = (double)Schedule.StepAt(context.AxisNumber("time"), steps) / steps;
        new KernelFile(kernel, probes.Labels, epoch).Save(context.Output("kernel.safetensors"));
    }
}
