using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting;

/// <summary>A verdict on a claim, of one network on one dataset.</summary>
internal sealed record NotedVerdict(string Dataset, string Model, string Id, string Verdict);

/// <summary>What is noted of a finished run: the verdicts on the claims, so that they can be listed without its tables.</summary>
internal static class RunNotes
{
    private const string Claim = "claim";
    private const char Separator = '/';

    /// <summary>The notes: <c>claim/fashion-mnist/cnn/basin</c> to <c>holds</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(RunResult result) =>
        RunTables
            .Claims(result)
            .ToDictionary(
                c => string.Join(Separator, Claim, c.Dataset, c.Model, c.Id),
                c => c.Verdict,
                StringComparer.Ordinal
            );

    /// <summary>The verdicts of a run by its notes, networks in the order of the run, claims in the paper's.</summary>
    public static IReadOnlyList<NotedVerdict> Verdicts(RunRecord record) =>
        [
            .. record
                .Notes.Select(n => (Parts: n.Key.Split(Separator), n.Value))
                .Where(n => n.Parts is [Claim, _, _, _])
                .Select(n => new NotedVerdict(n.Parts[1], n.Parts[2], n.Parts[3], n.Value)),
        ];
}
