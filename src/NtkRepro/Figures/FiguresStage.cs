using NtkRepro.Pipeline;

namespace NtkRepro.Figures;

/// <summary>Draws the figures of one model from its tables.</summary>
public sealed class FiguresStage : IStage
{
    /// <inheritdoc/>
    public string Name => "figures";

    /// <inheritdoc/>
    public void Run(StageContext context) =>
        FigureSet.Draw(FigureTables.Load(table => context.Input($"metrics/{table}").Path), context.Output);
}
