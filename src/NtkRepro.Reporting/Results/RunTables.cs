using NtkRepro.Data;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Results;

/// <summary>Reads the tables of a run, whichever code computed them.</summary>
internal static class RunTables
{
    private const string Stage = "metrics";

    /// <summary>The claims of each network on each dataset, in the paper's order.</summary>
    public static IReadOnlyList<ModelClaimRow> Claims(RunResult result) =>
        [.. OfNetworks<ClaimRow>(result, "claims").Select(r => ModelClaimRow.Of(r.Dataset, r.Model, r.Row))];

    /// <summary>
    /// The numbers that a person asks for first, network by network. A share of a gap says nothing where there is next to none: it is left out
    /// where the claim that rests on it is not testable.
    /// </summary>
    public static IReadOnlyList<HeadlineRow> Headlines(RunResult result)
    {
        var gaps = Claims(result)
            .Where(c => c.Id == "factor3" && VerdictSymbols.IsByNumber(c.Verdict))
            .Select(c => (c.Dataset, c.Model))
            .ToHashSet();
        return
        [
            .. result
                .Outputs(Stage, name: "*.parquet")
                .GroupBy(NetworkOf)
                .SelectMany(network =>
                {
                    var paths = network.ToDictionary(f => f.Name, f => f.Path, StringComparer.Ordinal);
                    var tables = FigureTables.Load(paths.GetValueOrDefault);
                    return Results.Headlines.Of(network.Key.Dataset, network.Key.Model, tables);
                })
                .Where(row => row.Measure != "gap_closed" || gaps.Contains((row.Dataset, row.Model))),
        ];
    }

    /// <summary>The rows of a table of each network.</summary>
    /// <param name="result">The run.</param>
    /// <param name="table">The table's name, without extension.</param>
    /// <exception cref="InvalidDataException">A table has other columns: it was written by other code.</exception>
    public static IEnumerable<(string Dataset, string Model, T Row)> OfNetworks<T>(RunResult result, string table)
        where T : notnull =>
        result
            .Outputs(Stage, name: $"{table}.parquet")
            .SelectMany(file =>
            {
                var (dataset, model) = NetworkOf(file);
                return Table.Read<T>(file.Path).Select(row => (dataset, model, row));
            });

    private static (string Dataset, string Model) NetworkOf(InputFile file) =>
        (file.Axes.GetValueOrDefault("dataset", ""), file.Axes.GetValueOrDefault("model", ""));
}
