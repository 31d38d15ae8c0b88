using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Reporting.Comparing;

/// <summary>Prints a comparison so that it fits 80 columns: what differs in parameters, in verdicts, in numbers.</summary>
internal static class ComparisonText
{
    private const int Gap = 2;

    // Of a cell, so that two of them fit.
    private const int MostOfValue = 24;

    /// <summary>Prints it.</summary>
    public static void Print(Comparison comparison, IAnsiConsole console)
    {
        Wrap($"A  {comparison.A.Name}: {comparison.A.Title}", console);
        Wrap($"B  {comparison.B.Name}: {comparison.B.Title}", console);
        PrintParameters(comparison, console);
        PrintClaims(comparison, console);
        foreach (var network in comparison.Headlines.GroupBy(h => (h.Dataset, h.Model)))
            PrintNumbers(NetworkTitle.Of(network.Key.Model, network.Key.Dataset), [.. network], console);
    }

    private static void PrintParameters(Comparison comparison, IAnsiConsole console)
    {
        console.WriteLine();
        if (comparison.Parameters.Count == 0)
        {
            console.WriteLine("No parameter differs that results depend on.");
            return;
        }
        var table = Table("parameter", "A", "B");
        foreach (var parameter in comparison.Parameters)
            table.AddRow(Cell(parameter.Path), Value(parameter.A), Value(parameter.B));
        console.Write(table);
    }

    private static void PrintClaims(Comparison comparison, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine(comparison.ChangesInBrief);
        var claims = comparison.Claims;
        var several = claims.Select(c => c.Dataset).Distinct().Count() > 1;
        var table = Table("claim", "network", "A", "B");
        foreach (var claim in claims)
        {
            var network = several ? NetworkTitle.Of(claim.Model, claim.Dataset) : claim.Model;
            table.AddRow(
                Cell(claim.Id),
                Cell(network),
                Verdict(claim, claim.VerdictA, claim.ValueA),
                Verdict(claim, claim.VerdictB, claim.ValueB)
            );
        }
        console.Write(table);
        console.WriteLine(VerdictSymbols.Legend);
    }

    private static void PrintNumbers(string network, IReadOnlyList<ComparedNumber> numbers, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{network}, with 95 % intervals, of several seeds their range");
        var table = Table("number", "A", "B", "B − A");
        table.Columns[0].NoWrap();
        foreach (var n in numbers)
        {
            table.AddRow(
                Cell(RunNumbers.Words(n.Measure, n.Time)),
                Cell(RunNumbers.Text(n.Unit, n.ValueA, n.LowA, n.HighA)),
                Cell(RunNumbers.Text(n.Unit, n.ValueB, n.LowB, n.HighB)),
                Cell(RunNumbers.Difference(n.Unit, n.Difference))
            );
        }
        console.Write(table);
    }

    private static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn($"[grey]{Markup.Escape(column)}[/]").Padding(0, 0, Gap, 0));
        table.Columns[^1].Padding(0, 0, 0, 0);
        return table;
    }

    private static string Verdict(ComparedClaim claim, string verdict, double value)
    {
        if (verdict.Length == 0)
            return "[grey]not in this run[/]";
        var text = VerdictSymbols.IsByNumber(verdict)
            ? $"{VerdictSymbols.Of(verdict)} {Claims.InBrief(claim.Id, value, claim.Threshold)}"
            : $"{VerdictSymbols.Of(verdict)} {verdict}";
        return claim.Changed ? $"[bold]{Markup.Escape(text)}[/]" : Markup.Escape(text);
    }

    private static string Value(string json) =>
        json.Length == 0 ? "[grey]none[/]"
        : json.Length <= MostOfValue ? Cell(json.Trim('"'))
        : Cell($"{json[..(MostOfValue - 1)]}…");

    private static string Cell(string text) => Markup.Escape(text);

    private static void Wrap(string text, IAnsiConsole console)
    {
        foreach (var (i, line) in RunList.Wrapped(text, console.Profile.Width - 3).Index())
            console.WriteLine(i == 0 ? line : $"   {line}");
    }
}
