using System.Globalization;
using NtkRepro.Data;
using NtkRepro.Pipeline;
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
        using var images = LabelledImages.Load(context.Input("data/train.safetensors").Path);
        using var state = TrainingState.Load(context.Input("parent/checkpoints/{time}.safetensors").Path);
        var network = RunInputs.CreateNetwork(context, images);
        var probes = images.Select(Probes(context.Parameters<int>("kernel.probes"), images.Count));
        var kernel = TangentKernel.Compute(network, state.Weights, probes.Images);
        var epoch = (double)state.Step / Schedule.StepsIn(images.Count, context.Parameters<int>("training.batch"));
        SafeTensors.Save(
            context.Output("kernel.safetensors"),
            new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["kernel"] = kernel },
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["epoch"] = epoch.ToString("R", CultureInfo.InvariantCulture),
            }
        );
    }

    // The same images for every seed, model and time.
    private static Tensor Probes(int count, int available)
    {
        if (count > available)
            throw new InvalidDataException($"kernel.probes is {count} and there are {available} training images");
        return tensor(new CounterRandom(0, "probes").Permutation(available)[..count], [count]);
    }
}
