using NtkRepro.Metrics;
using Spectre.Console;

namespace NtkRepro.Report;

/// <summary>Prints the claims of all networks and datasets: a table for each where they are few, else a matrix for each dataset.</summary>
public static class ClaimReport
{
    private const int MostTables = 3;

    // What Spectre adds to a column's text: padding on both sides and the border.
    private const int Extra = 3;

    /// <summary>Prints the claims, and the verdict on <c>universal</c> over all of them where there are several.</summary>
    /// <param name="rows">The claims of each network on each dataset, in the paper's order.</param>
    /// <param name="console">Where to print.</param>
    public static void Print(IReadOnlyList<ModelClaimRow> rows, IAnsiConsole console)
    {
        var models = rows.GroupBy(r => (r.Dataset, r.Model)).ToList();
        if (models.Count <= MostTables)
        {
            foreach (var model in models)
                console.Write(OfModel(model.Key.Dataset, model.Key.Model, [.. model]));
        }
        else
        {
            foreach (var dataset in rows.GroupBy(r => r.Dataset))
                PrintMatrix(dataset.Key, [.. dataset.GroupBy(r => r.Model)], console);
            console.WriteLine("✓ holds, ✗ does not hold, – not measured; intervals are in the tables of claims.");
        }
        if (models.Count > 1)
            console.Write(Overall(Claims.Universal(rows)));
    }

    private static Table OfModel(string dataset, string model, IReadOnlyList<ModelClaimRow> claims)
    {
        var title = dataset.Length == 0 ? model : $"{model} on {dataset}";
        var table = Titled($"Claims of the paper, {title}").Expand();
        foreach (var heading in new[] { "claim", "paper", "here", "verdict" })
            table.AddColumn(heading);
        foreach (var claim in claims)
            table.AddRow(
                Markup.Escape(claim.Id),
                Markup.Escape(claim.Paper),
                Markup.Escape(claim.Ours),
                Coloured(claim.Verdict, claim.Verdict)
            );
        return table;
    }

    // A row for each claim and a column for each model, in as many tables as the width asks for.
    private static void PrintMatrix(string dataset, List<IGrouping<string, ModelClaimRow>> models, IAnsiConsole console)
    {
        var claims = models[0].ToList();
        var left = claims.Max(c => c.Id.Length) + claims.Max(c => c.Paper.Length) + (2 * Extra);
        for (var start = 0; start < models.Count; )
        {
            var (end, width) = (start, left);
            do width += Width(models[end++]);
            while (end < models.Count && width + Width(models[end]) < console.Profile.Width);
            console.Write(Matrix(dataset, claims, models[start..end]));
            start = end;
        }
    }

    private static int Width(IGrouping<string, ModelClaimRow> model) =>
        Math.Max(model.Key.Length, model.Max(c => Cell(c).Length)) + Extra;

    private static Table Matrix(
        string dataset,
        List<ModelClaimRow> claims,
        List<IGrouping<string, ModelClaimRow>> models
    )
    {
        var table = Titled($"Claims of the paper on {dataset}");
        table.AddColumn("claim");
        table.AddColumn("paper");
        foreach (var model in models)
            table.AddColumn(new TableColumn(Markup.Escape(model.Key)).NoWrap());
        foreach (var claim in claims)
        {
            var cells = models
                .Select(m => m.FirstOrDefault(c => c.Id == claim.Id))
                .Select(c => c is null ? "" : Coloured(c.Verdict, Cell(c)));
            table.AddRow([Markup.Escape(claim.Id), Markup.Escape(claim.Paper), .. cells]);
        }
        return table;
    }

    private static string Cell(ModelClaimRow claim) =>
        claim.Verdict switch
        {
            Claims.Holds => $"✓ {Claims.InBrief(claim.Id, claim.Value)}",
            Claims.DoesNotHold => $"✗ {Claims.InBrief(claim.Id, claim.Value)}",
            _ => "–",
        };

    private static Table Overall(ClaimRow claim)
    {
        var table = Titled("Over all networks and datasets");
        foreach (var heading in new[] { "claim", "here", "verdict" })
            table.AddColumn(heading);
        return table.AddRow(Markup.Escape(claim.Id), Markup.Escape(claim.Ours), Coloured(claim.Verdict, claim.Verdict));
    }

    private static Table Titled(string title) => new Table().Title(Markup.Escape(title)).Border(TableBorder.Simple);

    private static string Coloured(string verdict, string text)
    {
        var colour = verdict switch
        {
            Claims.Holds => "green",
            Claims.DoesNotHold => "yellow",
            _ => "grey",
        };
        return $"[{colour}]{Markup.Escape(text)}[/]";
    }
}
