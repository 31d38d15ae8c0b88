using NtkRepro.Pipeline;

namespace NtkRepro.Linearization;

/// <summary>Trains the linearized network at the onset of the calibration with one rate of the grid (paper.md, Runs 3).</summary>
public sealed class TrialStage : IStage
{
    /// <inheritdoc/>
    public string Name => "trial";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var onset = OnsetRun.Load(context);
        onset.TrainLinearized((double)context.AxisNumber("rate"));
    }
}
