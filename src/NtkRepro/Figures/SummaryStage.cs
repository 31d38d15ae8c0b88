using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;

namespace NtkRepro.Figures;

/// <summary>Puts the claims of all networks and datasets into one table, and networks that differ in width side by side.</summary>
public sealed class SummaryStage : IStage
{
    /// <inheritdoc/>
    public string Name => "summary";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var claims = context.Inputs("metrics/claims.parquet").SelectMany(ClaimsOf).ToList();
        claims.Add(ModelClaimRow.Of("all", "all", Claims.Universal(claims)));
        var widths = WidthTable.Of(Networks(context));
        Table.Write(context.Output("claims.parquet"), claims);
        Table.Write(context.Output("widths.parquet"), widths);
        SummaryFigures.Draw(context.Output("width.svg"), widths);
    }

    private static IEnumerable<ModelClaimRow> ClaimsOf(InputFile file) =>
        Table
            .Read<ClaimRow>(file.Path)
            .Select(claim => ModelClaimRow.Of(file.Axes["dataset"], file.Axes["model"], claim));

    private static IEnumerable<SizedNetwork> Networks(StageContext context)
    {
        var models = context.Parameters<IReadOnlyDictionary<string, ModelParameters>>("models");
        var runs = context.Inputs("metrics/runs.parquet").ToDictionary(Network);
        var onsets = context.Inputs("metrics/onsets.parquet").ToDictionary(Network);
        foreach (var velocities in context.Inputs("metrics/kernel_velocities.parquet"))
        {
            var (dataset, model) = Network(velocities);
            yield return new SizedNetwork(
                dataset,
                model,
                models[model],
                Table.Read<RunRow>(runs[(dataset, model)].Path),
                Table.Read<KernelVelocityRow>(velocities.Path),
                Table.Read<OnsetRow>(onsets[(dataset, model)].Path)
            );
        }
    }

    private static (string Dataset, string Model) Network(InputFile file) => (file.Axes["dataset"], file.Axes["model"]);
}
