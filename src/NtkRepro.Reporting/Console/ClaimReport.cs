using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>
/// Prints the claims of all networks and datasets so that they fit a screen: a table for each dataset, a line for each claim, a column for each network.
/// </summary>
public static class ClaimReport
{
    // Between two columns.
    private const int Gap = 2;

    /// <summary>Prints the claims, and the verdict on <c>universal</c> over all of them where there are several.</summary>
    /// <param name="rows">The claims of each network on each dataset, in the paper's order.</param>
    /// <param name="console">Where to print.</param>
    public static void Print(IReadOnlyList<ModelClaimRow> rows, IAnsiConsole console)
    {
        foreach (var dataset in rows.GroupBy(r => r.Dataset))
            PrintDataset(dataset.Key, [.. dataset.GroupBy(r => r.Model)], console);
        if (rows.Select(r => (r.Dataset, r.Model)).Distinct().Count() > 1)
        {
            var overall = Claims.Universal(rows);
            var found = overall.Ours.Length > 0 ? overall.Ours : overall.Verdict;
            console.MarkupLine(
                Coloured(overall.Verdict, $"Over all: {VerdictSymbols.Of(overall.Verdict)} universal: {found}")
            );
        }
        console.WriteLine(VerdictSymbols.Legend);
    }

    // One table with intervals where that fits; else as many without as the width asks for.
    private static void PrintDataset(
        string dataset,
        List<IGrouping<string, ModelClaimRow>> models,
        IAnsiConsole console
    )
    {
        var claims = models[0].ToList();
        var left = claims.Max(c => c.Id.Length) + claims.Max(c => Said(c).Length) + (2 * Gap);
        Func<ModelClaimRow, string> cell =
            left + models.Sum(m => Width(m, ClaimCell.Full)) - Gap <= console.Profile.Width
                ? ClaimCell.Full
                : ClaimCell.Brief;
        console.WriteLine(
            (dataset.Length == 0 ? "Claims of the paper" : $"Claims of the paper on {dataset}")
                + (cell == ClaimCell.Full ? ", with 95 % intervals" : "")
        );
        for (var start = 0; start < models.Count; )
        {
            var (end, width) = (start, left);
            do width += Width(models[end++], cell);
            while (end < models.Count && width + Width(models[end], cell) - Gap <= console.Profile.Width);
            console.Write(Matrix(claims, models[start..end], cell));
            start = end;
        }
    }

    private static int Width(IGrouping<string, ModelClaimRow> model, Func<ModelClaimRow, string> cell) =>
        Math.Max(model.Key.Length, model.Max(c => cell(c).Length)) + Gap;

    private static Table Matrix(
        List<ModelClaimRow> claims,
        List<IGrouping<string, ModelClaimRow>> models,
        Func<ModelClaimRow, string> cell
    )
    {
        var table = new Table().Border(TableBorder.None);
        string[] headings = ["claim", "paper", .. models.Select(m => m.Key)];
        foreach (var heading in headings)
            table.AddColumn(new TableColumn($"[grey]{Markup.Escape(heading)}[/]").NoWrap().Padding(0, 0, Gap, 0));
        table.Columns[^1].Padding(0, 0, 0, 0);
        foreach (var claim in claims)
        {
            var cells = models
                .Select(m => m.FirstOrDefault(c => c.Id == claim.Id))
                .Select(c => c is null ? "" : Coloured(c.Verdict, cell(c)));
            table.AddRow([Markup.Escape(claim.Id), Markup.Escape(Said(claim)), .. cells]);
        }
        return table;
    }

    // What stands in brackets is told by the report.
    private static string Said(ModelClaimRow claim) => claim.Paper.Split(" (")[0];

    private static string Coloured(string verdict, string text)
    {
        var colour = verdict switch
        {
            Verdicts.Holds => "green",
            Verdicts.DoesNotHold => "yellow",
            Verdicts.Undecided => "blue",
            _ => "grey",
        };
        return $"[{colour}]{Markup.Escape(text)}[/]";
    }
}
