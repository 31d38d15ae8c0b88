using NtkRepro.Data;

namespace NtkRepro.Bench;

/// <summary>One row of the comparison.</summary>
/// <param name="Row">What is measured.</param>
/// <param name="Network">The network, or empty.</param>
/// <param name="Size">What else tells it from others, or empty.</param>
/// <param name="Threads">Of each side.</param>
/// <param name="Unit">Of both medians: ms, s or MB.</param>
/// <param name="Ours">Our median.</param>
/// <param name="Theirs">Their median.</param>
/// <param name="Ratio">The median of theirs / ours over the rounds.</param>
/// <param name="Lower">Its lower quartile.</param>
/// <param name="Upper">Its upper quartile.</param>
/// <param name="AtLeast">What is aimed at.</param>
/// <param name="Verdict"><c>ok</c>, <c>miss</c> or <c>failed</c>.</param>
/// <param name="Difference">The largest relative difference between both results.</param>
/// <param name="Failure">Why it failed, or empty.</param>
public sealed record BenchRow(
    string Row,
    string Network,
    string Size,
    int Threads,
    string Unit,
    double Ours,
    double Theirs,
    double Ratio,
    double Lower,
    double Upper,
    double AtLeast,
    string Verdict,
    double Difference,
    string Failure
);

/// <summary>One round of a row.</summary>
/// <param name="Row">What is measured.</param>
/// <param name="Network">The network, or empty.</param>
/// <param name="Size">What else tells it from others, or empty.</param>
/// <param name="Threads">Of each side.</param>
/// <param name="Round">From 0.</param>
/// <param name="OursFirst">Whether our side went first.</param>
/// <param name="Unit">Of both numbers: ms, s or MB.</param>
/// <param name="Ours">Our number.</param>
/// <param name="Theirs">Their number.</param>
public sealed record RoundRow(
    string Row,
    string Network,
    string Size,
    int Threads,
    int Round,
    bool OursFirst,
    string Unit,
    double Ours,
    double Theirs
);

/// <summary>Writes the results as Parquet.</summary>
internal static class BenchTables
{
    /// <summary>Writes <c>bench.parquet</c> and <c>rounds.parquet</c>.</summary>
    public static void Write(string folder, IReadOnlyList<RowResult> results)
    {
        Table.Write(Path.Combine(folder, "bench.parquet"), results.Select(Summary));
        Table.Write(Path.Combine(folder, "rounds.parquet"), results.SelectMany(Rounds));
    }

    private static BenchRow Summary(RowResult result)
    {
        var (row, ratio) = (result.Row, result.Ratio);
        return new BenchRow(
            row.Name,
            row.Network,
            row.Size,
            row.Threads,
            row.Unit.Text,
            result.Ours,
            result.Theirs,
            ratio.Median,
            ratio.Lower,
            ratio.Upper,
            row.AtLeast,
            result.Verdict,
            result.Measured?.Difference ?? double.NaN,
            result.Failure ?? ""
        );
    }

    private static IEnumerable<RoundRow> Rounds(RowResult result)
    {
        var row = result.Row;
        return (result.Measured?.Rounds ?? []).Select(round => new RoundRow(
            row.Name,
            row.Network,
            row.Size,
            row.Threads,
            round.Number,
            round.OursFirst,
            row.Unit.Text,
            row.Unit.Scale * round.Ours,
            row.Unit.Scale * round.Theirs
        ));
    }
}
