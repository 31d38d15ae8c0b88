using NtkRepro.Pipeline;

namespace NtkRepro.Linearization;

/// <summary>
/// Trains the ordinary network from the onset as the linearized one is trained: from rest at the same rate, for the same budget and with
/// the same stopping rule (paper.md, Runs 4).
/// </summary>
public sealed class ControlStage : IStage
{
    /// <inheritdoc/>
    public string Name => "control";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var onset = OnsetRun.Load(context);
        onset.TrainControl(Calibration.RateOf(context), Controls.Parse(context.Axis("control")));
    }
}
