using NtkRepro.Pipeline;

namespace NtkRepro.Linearization;

/// <summary>
/// Trains the network's first-order Taylor expansion at the onset time, from rest at the constant rate that <c>calibration</c> chose, for
/// a budget of its own (paper.md, Runs 3). Batch norm is linearized in evaluation mode: its statistics are those of the onset.
/// </summary>
public sealed class LinearizedStage : IStage
{
    private static readonly string[] Outputs =
    [
        "log.parquet",
        "performance.parquet",
        "predictions.parquet",
        "trajectory.safetensors",
        OnsetRun.Displacement,
    ];

    /// <inheritdoc/>
    public string Name => "linearized";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var rate = Calibration.RateOf(context);
        // At the onset at which rates were tried, the run with this one is there already.
        var tried = Outputs.Select(name => (name, File: Find(context, name, rate))).ToList();
        if (tried.TrueForAll(t => t.File is not null))
        {
            foreach (var (name, file) in tried)
                File.Copy(file!.Path, context.Output(name), overwrite: true);
            return;
        }
        using var onset = OnsetRun.Load(context);
        onset.TrainLinearized(rate);
    }

    private static InputFile? Find(StageContext context, string name, double rate) =>
        context.Inputs($"trial/{name}").FirstOrDefault(file => (double)file.AxisNumber("rate") == rate);
}
