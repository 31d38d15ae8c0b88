using System.Globalization;
using Spectre.Console;

namespace NtkRepro.Bench;

/// <summary>Prints what was measured.</summary>
/// <param name="console">Where.</param>
internal sealed class ResultTables(IAnsiConsole console)
{
    /// <summary>The rows, and below them why some failed.</summary>
    public void Print(IReadOnlyList<RowResult> results)
    {
        var table = Titled(
            "PyTorch and functorch against NtkRepro: ratio = theirs / ours",
            "row",
            ">thr",
            ">ours",
            ">theirs",
            ">ratio",
            ">quartiles",
            "at least"
        );
        foreach (var result in results)
            table.AddRow([.. Cells(result).Select(Markup.Escape), Aim(result)]);
        console.Write(table);
        foreach (var result in results.Where(r => r.Failure is not null))
            console.WriteLine($"failed: {result.Row.FullTitle}: {result.Failure}");
    }

    /// <summary>The arithmetic rates.</summary>
    public void Print(IReadOnlyList<RateRow> rates)
    {
        var table = Titled(
            "Arithmetic on one thread",
            "work",
            "size",
            ">GFLOP",
            ">ms",
            ">GFLOP/s",
            ">of a matrix product"
        );
        foreach (var rate in rates)
        {
            table.AddRow(
                rate.Work,
                rate.Size,
                Numbers.Text(rate.Operations / 1e9),
                Numbers.Text(1e3 * rate.Seconds),
                Numbers.Text(rate.Rate),
                rate.Share.ToString("P0", CultureInfo.InvariantCulture)
            );
        }
        console.Write(table);
    }

    /// <summary>How the tangent kernel grows.</summary>
    public void Print(IReadOnlyList<KernelScalingRow> rows)
    {
        var table = Titled(
            "Tangent kernel of cnn on one thread",
            ">probes",
            ">ours s",
            ">theirs s",
            ">ratio",
            ">ours MB",
            ">theirs MB",
            ">ratio"
        );
        foreach (var row in rows)
        {
            table.AddRow(
                row.Probes.ToString(CultureInfo.InvariantCulture),
                Numbers.Text(row.Ours),
                Numbers.Text(row.Theirs),
                Numbers.Ratio(row.Theirs / row.Ours),
                Numbers.Text(row.OurPeak),
                Numbers.Text(row.TheirPeak),
                Numbers.Ratio(row.TheirPeak / row.OurPeak)
            );
        }
        console.Write(table);
    }

    /// <summary>How the reproduction grows.</summary>
    public void Print(IReadOnlyList<ReproduceScalingRow> rows)
    {
        var table = Titled("Reproduce, preset smoke, from an empty store", ">jobs", ">children", ">s");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Jobs.ToString(CultureInfo.InvariantCulture),
                row.Children.ToString(CultureInfo.InvariantCulture),
                Numbers.Text(row.Seconds)
            );
        }
        console.Write(table);
    }

    /// <summary>Where the time of a run went.</summary>
    public void Print(IReadOnlyList<BudgetRow> rows, string preset)
    {
        var table = Titled(
            $"Time of the instances of preset {preset}, two side by side",
            "stage",
            "network",
            ">instances",
            ">s",
            ">share",
            ">arithmetic"
        );
        foreach (var row in rows)
        {
            table.AddRow(
                row.Stage,
                row.Network,
                row.Instances == 0 ? "" : row.Instances.ToString(CultureInfo.InvariantCulture),
                Numbers.Text(row.Seconds),
                row.Share.ToString("P1", CultureInfo.InvariantCulture),
                double.IsNaN(row.Arithmetic) ? "" : row.Arithmetic.ToString("P0", CultureInfo.InvariantCulture)
            );
        }
        console.Write(table);
    }

    /// <summary>How long a run would take on other numbers of workers.</summary>
    public void Print(IReadOnlyList<WorkerRow> rows, string preset)
    {
        var table = Titled($"Preset {preset} on several workers, simulated", ">workers", ">s", ">speed-up", ">busy");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Workers.ToString(CultureInfo.InvariantCulture),
                Numbers.Text(row.Seconds),
                Numbers.Ratio(row.Speedup),
                row.Busy.ToString("P0", CultureInfo.InvariantCulture)
            );
        }
        console.Write(table);
    }

    private static string[] Cells(RowResult result)
    {
        var (row, ratio) = (result.Row, result.Ratio);
        return
        [
            row.Title,
            row.Threads.ToString(CultureInfo.InvariantCulture),
            Numbers.Text(result.Ours),
            $"{Numbers.Text(result.Theirs)} {row.Unit.Text}",
            Numbers.Ratio(ratio.Median),
            result.Measured is null ? "–" : $"{Numbers.Ratio(ratio.Lower)}–{Numbers.Ratio(ratio.Upper)}",
        ];
    }

    // A heading that begins with > stands to the right.
    private static Table Titled(string title, params string[] headings)
    {
        var table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Simple);
        foreach (var (i, heading) in headings.Index())
        {
            var column = new TableColumn(heading.TrimStart('>')).NoWrap().Padding(i == 0 ? 0 : 1, 0, 0, 0);
            table.AddColumn(heading.StartsWith('>') ? column.RightAligned() : column);
        }
        return table;
    }

    private static string Aim(RowResult result)
    {
        var colour = result.Verdict switch
        {
            RowResult.Met => "green",
            RowResult.Missed => "yellow",
            _ => "red",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{result.Row.AtLeast:0.0} [{colour}]{result.Verdict}[/]");
    }
}
