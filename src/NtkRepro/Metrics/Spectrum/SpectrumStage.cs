using NtkRepro.Data;
using NtkRepro.Kernels;
using NtkRepro.Pipeline;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>Measures the shape of the parent's kernel at one time, which the kernel distance does not see.</summary>
public sealed class SpectrumStage : IStage
{
    /// <inheritdoc/>
    public string Name => "spectrum";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var scope = NewDisposeScope();
        var file = KernelFile.Load(context.Input("kernel/kernel.safetensors").Path);
        var seed = (int)context.AxisNumber("seed");
        var spectrum = KernelSpectrum.Of(file.Kernel);
        var similarity = GradientSimilarity.Of(file.Kernel, file.Labels);
        Table.Write<SpectrumRow>(
            context.Output("spectrum.parquet"),
            [
                new SpectrumRow(
                    seed,
                    file.Epoch,
                    spectrum.Largest,
                    spectrum.Smallest,
                    spectrum.ConditionNumber,
                    spectrum.EffectiveRank,
                    Alignment.Centred(file.Kernel, file.Labels),
                    similarity.SameClass,
                    similarity.OtherClass
                ),
            ]
        );
        var shares = spectrum.Shares;
        Table.Write<EigenvalueRow>(
            context.Output("eigenvalues.parquet"),
            [.. Ranks(shares.Count).Select(rank => new EigenvalueRow(seed, file.Epoch, rank, shares[rank - 1]))]
        );
    }

    // The first ten, and from there about ten for each doubling: what a logarithmic axis can show.
    private static IEnumerable<int> Ranks(int count)
    {
        for (var rank = 1; rank <= count; rank += Math.Max(1, rank / 10))
            yield return rank;
    }
}
