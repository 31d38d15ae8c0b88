using NtkRepro.Pipeline;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>What several processors computed, compared with the first.</summary>
/// <param name="Processors">Their names, but for the first.</param>
/// <param name="Rows">For each stage how many files were compared, and how many are equal on each of the processors.</param>
/// <param name="Differences">Each file that differs: the processor, the instance and the file's name.</param>
internal sealed record PortabilityReport(
    IReadOnlyList<string> Processors,
    IReadOnlyList<(string Stage, int Files, IReadOnlyList<int> Equal)> Rows,
    IReadOnlyList<(string Processor, string Instance, string File)> Differences
)
{
    private const string Picture = ".png";

    /// <summary>Compares the files of runs; pictures are left out.</summary>
    /// <param name="runs">The name of a processor and what was computed there; the first is what the others are held to.</param>
    public static PortabilityReport Of(IReadOnlyList<(string Name, IReadOnlyList<InputFile> Files)> runs)
    {
        var tables = runs.Select(run =>
                run.Files.Where(f => !f.Name.EndsWith(Picture, StringComparison.Ordinal))
                    .ToDictionary(f => (f.Instance, f.Name), f => f.Sha256)
            )
            .ToList();
        var (first, others) = (tables[0], tables.Skip(1).ToList());
        var differences =
            from other in others.Zip(runs.Skip(1))
            from file in first.Keys.Union(other.First.Keys)
            where first.GetValueOrDefault(file) != other.First.GetValueOrDefault(file)
            select (other.Second.Name, file.Instance, file.Name);
        return new(
            [.. runs.Skip(1).Select(r => r.Name)],
            [
                .. first
                    .GroupBy(f => f.Key.Instance.Split('[')[0])
                    .Select(s =>
                        (
                            s.Key,
                            s.Count(),
                            (IReadOnlyList<int>)
                                [.. others.Select(o => s.Count(f => o.GetValueOrDefault(f.Key) == f.Value))]
                        )
                    ),
            ],
            [.. differences]
        );
    }

    /// <summary>Prints a line for each stage, and what differs.</summary>
    public void Print(IAnsiConsole console)
    {
        var table = new Table()
            .Border(TableBorder.None)
            .AddColumn(Column("stage"))
            .AddColumn(Column("files").RightAligned());
        foreach (var processor in Processors)
            table.AddColumn(Column($"equal on {processor}").RightAligned());
        foreach (var (stage, files, equal) in Rows)
            table.AddRow([stage, $"{files}", .. equal.Select(e => $"{e}")]);
        console.Write(table);
        foreach (var (processor, instance, file) in Differences)
            console.WriteLine($"differs on {processor}: {instance} {file}");
        console.WriteLine(
            Differences.Count == 0
                ? "All bytes are the same; pictures in PNG are not compared."
                : $"{Differences.Count} files differ."
        );
    }

    private static TableColumn Column(string heading) => new TableColumn(heading).Padding(0, 0, 2, 0).NoWrap();
}
