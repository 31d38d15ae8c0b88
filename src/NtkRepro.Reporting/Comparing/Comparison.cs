using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Comparing;

/// <summary>A claim in two runs; what one of them does not have is empty, or not a number.</summary>
public sealed record ComparedClaim(
    string Dataset,
    string Model,
    string Id,
    string Paper,
    bool Changed,
    string VerdictA,
    string VerdictB,
    string OursA,
    string OursB,
    double ValueA,
    double LowA,
    double HighA,
    double ValueB,
    double LowB,
    double HighB,
    double Difference,
    double Threshold
);

/// <summary>A number in two runs.</summary>
public sealed record ComparedNumber(
    string Dataset,
    string Model,
    string Measure,
    string Unit,
    double Time,
    double ValueA,
    double LowA,
    double HighA,
    double ValueB,
    double LowB,
    double HighB,
    double Difference
);

/// <summary>A parameter that differs; empty where a run does not have it.</summary>
public sealed record ComparedParameter(string Path, string A, string B);

/// <summary>A run that is compared: what is remembered of it, and its results.</summary>
internal sealed record ComparedRun(RunRecord Record, RunResult Result)
{
    public string Name => Record.Name;

    public RunTitle Title => RunTitle.Of(Record);
}

/// <summary>Two runs side by side: their tables joined, what changed first.</summary>
internal sealed class Comparison
{
    private Comparison(ComparedRun a, ComparedRun b) => (A, B) = (a, b);

    public ComparedRun A { get; }

    public ComparedRun B { get; }

    /// <summary>The parameters that differ, by path.</summary>
    public required IReadOnlyList<ComparedParameter> Parameters { get; init; }

    /// <summary>All claims, those with another verdict first.</summary>
    public required IReadOnlyList<ComparedClaim> Claims { get; init; }

    /// <summary>How many verdicts differ, in a sentence.</summary>
    public string ChangesInBrief =>
        Claims.Count(c => c.Changed) is var changed and > 0
            ? $"{changed} of {Claims.Count} verdicts differ; these come first."
            : $"All {Claims.Count} verdicts are the same.";

    /// <summary>The numbers that sum up each network.</summary>
    public required IReadOnlyList<ComparedNumber> Headlines { get; init; }

    /// <summary>All measures at all times.</summary>
    public required IReadOnlyList<ComparedNumber> Measures { get; init; }

    /// <summary>Compares two runs.</summary>
    /// <exception cref="InvalidDataException">A table has other columns: it was written by other code.</exception>
    public static Comparison Of(ComparedRun a, ComparedRun b) =>
        new(a, b)
        {
            Parameters =
            [
                .. a
                    .Record.Parameters.Keys.Union(b.Record.Parameters.Keys, StringComparer.Ordinal)
                    .Select(path => new ComparedParameter(
                        path,
                        a.Record.Parameters.GetValueOrDefault(path, ""),
                        b.Record.Parameters.GetValueOrDefault(path, "")
                    ))
                    .Where(p => p.A != p.B)
                    .OrderBy(p => p.Path, StringComparer.Ordinal),
            ],
            Claims =
            [
                .. Join(RunTables.Claims(a.Result), RunTables.Claims(b.Result), c => (c.Dataset, c.Model, c.Id), Claim)
                    .OrderByDescending(c => c.Changed),
            ],
            Headlines = Numbers(RunTables.Headlines(a.Result), RunTables.Headlines(b.Result)),
            Measures = Numbers(RunNumbers.Measures(a.Result), RunNumbers.Measures(b.Result)),
        };

    private static List<ComparedNumber> Numbers(IReadOnlyList<HeadlineRow> a, IReadOnlyList<HeadlineRow> b) =>
        Join(
            a,
            b,
            r => (r.Dataset, r.Model, r.Measure, r.Time),
            (p, q) =>
            {
                var row = (p ?? q)!;
                return new ComparedNumber(
                    row.Dataset,
                    row.Model,
                    row.Measure,
                    row.Unit,
                    row.Time,
                    p?.Value ?? double.NaN,
                    p?.Low ?? double.NaN,
                    p?.High ?? double.NaN,
                    q?.Value ?? double.NaN,
                    q?.Low ?? double.NaN,
                    q?.High ?? double.NaN,
                    (q?.Value ?? double.NaN) - (p?.Value ?? double.NaN)
                );
            }
        );

    private static ComparedClaim Claim(ModelClaimRow? a, ModelClaimRow? b)
    {
        var row = (a ?? b)!;
        return new ComparedClaim(
            row.Dataset,
            row.Model,
            row.Id,
            row.Paper,
            a?.Verdict != b?.Verdict,
            a?.Verdict ?? "",
            b?.Verdict ?? "",
            a?.Ours ?? "",
            b?.Ours ?? "",
            a?.Value ?? double.NaN,
            a?.Low ?? double.NaN,
            a?.High ?? double.NaN,
            b?.Value ?? double.NaN,
            b?.Low ?? double.NaN,
            b?.High ?? double.NaN,
            (b?.Value ?? double.NaN) - (a?.Value ?? double.NaN),
            row.Threshold
        );
    }

    /// <summary>The full outer join: what the first has in its order, then what the second alone has.</summary>
    private static List<TResult> Join<T, TKey, TResult>(
        IEnumerable<T> a,
        IEnumerable<T> b,
        Func<T, TKey> key,
        Func<T?, T?, TResult> join
    )
        where T : class
        where TKey : notnull
    {
        var (first, second) = (a.ToList(), b.ToList());
        var other = second.ToDictionary(key);
        var known = first.Select(key).ToHashSet();
        return
        [
            .. first.Select(row => join(row, other.GetValueOrDefault(key(row)))),
            .. second.Where(row => !known.Contains(key(row))).Select(row => join(null, row)),
        ];
    }
}
