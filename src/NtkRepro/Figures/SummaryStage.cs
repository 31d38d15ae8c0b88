using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;

namespace NtkRepro.Figures;

/// <summary>Puts the claims of all networks and datasets into one table, and networks that differ in width or learning rate side by side.</summary>
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
        FigureFile.Save(context.Output("width.svg"), SummaryFigures.Widths(widths));
        var rates = RateTable.Of(Rated(context), context.Parameters<double>("claims.barrier_points"));
        Table.Write(context.Output("rates.parquet"), rates);
        FigureFile.Save(context.Output("rate.svg"), SummaryFigures.Rates(rates));
    }

    private static IEnumerable<RatedNetwork> Rated(StageContext context)
    {
        var models = context.Parameters<IReadOnlyDictionary<string, ModelParameters>>("models");
        var pairs = context.Inputs("metrics/barriers.parquet").ToDictionary(Network);
        foreach (var plateaus in context.Inputs("metrics/plateaus.parquet"))
        {
            var (dataset, model) = Network(plateaus);
            yield return new RatedNetwork(
                dataset,
                model,
                models[model],
                Table.Read<PlateauRow>(plateaus.Path),
                Table.Read<PairRow>(pairs[(dataset, model)].Path)
            );
        }
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
