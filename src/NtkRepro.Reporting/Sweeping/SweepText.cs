using NtkRepro.Reporting.Comparing;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Reporting.Sweeping;

/// <summary>Prints what a sweep found so that it fits 80 columns: for each network a line for each run.</summary>
internal static class SweepText
{
    private const int Gap = 2;

    /// <summary>The numbers of a line, with their headings.</summary>
    public static IReadOnlyList<(string Measure, string Heading)> Numbers { get; } =
    [
        ("test_error", "parent"),
        ("ntk_error", "linearized"),
        ("nonlinear_advantage", "advantage"),
        ("barrier", "barrier"),
    ];

    /// <summary>Prints it.</summary>
    public static void Print(SweepResults sweep, IAnsiConsole console)
    {
        foreach (var line in RunList.Wrapped($"Sweep '{sweep.Name}': {sweep.Title}", console.Profile.Width))
            console.WriteLine(line);
        foreach (var (dataset, model) in sweep.Networks)
        {
            console.WriteLine($"{NetworkTitle.Of(model, dataset)}: test errors, of all but parents at the last time");
            var table = new Table().Border(TableBorder.None);
            string[] headings =
            [
                .. sweep.Parameters.Select(p => p[(p.LastIndexOf('.') + 1)..]),
                "claims",
                .. Numbers.Select(n => n.Heading),
            ];
            foreach (var heading in headings)
                table.AddColumn(new TableColumn($"[grey]{Markup.Escape(heading)}[/]").Padding(0, 0, Gap, 0));
            table.Columns[^1].Padding(0, 0, 0, 0);
            foreach (var run in sweep.Runs)
            {
                table.AddRow([
                    .. run.Values.Select(Markup.Escape),
                    Marks(run, dataset, model),
                    .. Numbers.Select(n => Markup.Escape(Number(run, dataset, model, n.Measure))),
                ]);
            }
            console.Write(table);
        }
        foreach (var line in sweep.Unchanged.SelectMany(n => RunList.Wrapped(n, console.Profile.Width)))
            console.WriteLine(line);
        console.WriteLine(VerdictSymbols.Legend);
        console.WriteLine(VerdictSymbols.Order);
    }

    /// <summary>The verdicts on the claims of a network, in the paper's order.</summary>
    public static string Marks(SweptRun run, string dataset, string model) =>
        string.Concat(
            run.Claims.Where(c => (c.Dataset, c.Model) == (dataset, model)).Select(c => VerdictSymbols.Of(c.Verdict))
        );

    private static string Number(SweptRun run, string dataset, string model, string measure) =>
        run.Headline(dataset, model, measure) is { } row ? RunNumbers.Text(row.Unit, row.Value) : "–";
}
