using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Results;

/// <summary>A run's tables for spreadsheets and papers: every table of all networks together, with dataset, network and settings as columns.</summary>
public static class PlainTables
{
    /// <summary>The folder of CSV files.</summary>
    public const string Csv = "csv";

    /// <summary>The folder of LaTeX files.</summary>
    public const string Latex = "latex";

    private static readonly string[] Network = ["dataset", "model"];

    /// <summary>Writes <c>csv/*.csv</c> and <c>latex/{claims,headlines}.tex</c>.</summary>
    /// <param name="folder">Where to; the folders are made.</param>
    /// <param name="result">A run of which every instance has a result.</param>
    /// <param name="settings">What it was set to.</param>
    /// <returns>The paths of the files in the folder, in order.</returns>
    public static IReadOnlyList<string> Write(
        string folder,
        RunResult result,
        IReadOnlyList<(string Column, string Value)> settings
    )
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(settings);
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        var networks = result.Outputs("metrics", name: "*.parquet");
        // The summary has the claims of all networks too.
        var together = result.Outputs("summary", name: "*.parquet").ExceptBy(networks.Select(f => f.Name), f => f.Name);
        foreach (var table in networks.Concat(together).GroupBy(f => f.Name, StringComparer.Ordinal))
            WriteCsv(Place(Csv, Path.ChangeExtension(table.Key, ".csv")), [.. table.Select(Read)], settings);

        var headlines = RunTables.Headlines(result);
        WriteCsv(Place(Csv, "headlines.csv"), [Of(headlines)], settings);
        File.WriteAllText(Place(Latex, "headlines.tex"), LatexTable.Numbers(headlines, settings));
        var claims = RunTables.Claims(result);
        File.WriteAllText(Place(Latex, "claims.tex"), LatexTable.Claims(claims, settings));
        return [.. paths];

        string Place(string kind, string name)
        {
            Directory.CreateDirectory(Path.Combine(folder, kind));
            paths.Add($"{kind}/{name}");
            return Path.Combine(folder, kind, name);
        }
    }

    // A table with the network that it is of, where it does not say that itself.
    private static TableColumns Read(InputFile file)
    {
        var own = TableColumns.Read(file.Path);
        var said = Network.Where(axis => file.Axes.ContainsKey(axis) && !own.Columns.ContainsKey(axis));
        var columns = said.Select(axis => KeyValuePair.Create(axis, Repeated(file.Axes[axis], own.Count)));
        return own with { Columns = new OrderedDictionary<string, object[]>([.. columns, .. own.Columns]) };
    }

    private static TableColumns Of(IReadOnlyList<HeadlineRow> rows) =>
        new(
            new OrderedDictionary<string, object[]>(StringComparer.Ordinal)
            {
                ["dataset"] = [.. rows.Select(r => r.Dataset)],
                ["model"] = [.. rows.Select(r => r.Model)],
                ["measure"] = [.. rows.Select(r => r.Measure)],
                ["unit"] = [.. rows.Select(r => r.Unit)],
                ["time"] = [.. rows.Select(r => (object)r.Time)],
                ["value"] = [.. rows.Select(r => (object)r.Value)],
                ["low"] = [.. rows.Select(r => (object)r.Low)],
                ["high"] = [.. rows.Select(r => (object)r.High)],
                ["seeds"] = [.. rows.Select(r => (object)r.Seeds)],
            },
            rows.Count
        );

    private static object[] Repeated(string value, int count) => [.. Enumerable.Repeat<object>(value, count)];

    // The network first, then the settings, then what was measured.
    private static void WriteCsv(
        string path,
        IReadOnlyList<TableColumns> parts,
        IReadOnlyList<(string Column, string Value)> settings
    )
    {
        var names = parts[0].Columns.Keys.ToList();
        var first = Network.Where(names.Contains).ToList();
        var rest = names.Except(first).ToList();
        CsvTable.Write(
            path,
            [.. first, .. settings.Select(s => s.Column), .. rest],
            parts.SelectMany(part =>
                Enumerable
                    .Range(0, part.Count)
                    .Select(i =>
                        (IReadOnlyList<object>)
                            [
                                .. first.Select(name => part.Columns[name][i]),
                                .. settings.Select(s => s.Value),
                                .. rest.Select(name => part.Columns[name][i]),
                            ]
                    )
            )
        );
    }
}
