using System.Globalization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting;

/// <summary>
/// Compares the verdicts on the paper's claims with those of the reference, and, where bytes cannot be compared, their numbers with its
/// intervals.
/// </summary>
/// <param name="inspection">The run.</param>
/// <param name="reference">The reference.</param>
internal sealed class VerificationVerdicts(Inspection inspection, VerificationReference reference)
{
    private const string FileName = "claims.parquet";

    private readonly bool isPortable = inspection.NotPortable is null;

    /// <summary>A case for each claim of the reference: those first whose verdict is another, then those whose number is.</summary>
    public IReadOnlyList<VerificationCase> Cases() =>
        [
            .. inspection
                .Published.Where(f =>
                    f.Name == FileName && f.Axes.ContainsKey("model") && File.Exists(reference.PathOf(f.Path))
                )
                .SelectMany(Cases)
                .OrderBy(c => c.Rank)
                .Select(c => c.Case),
        ];

    private IEnumerable<(int Rank, VerificationCase Case)> Cases(PublishedFile file)
    {
        var network = NetworkTitle.Of(file.Axes["model"], file.Axes["dataset"]);
        try
        {
            var here = Data.Table.Read<ClaimRow>(file.Shown).ToDictionary(c => c.Id, StringComparer.Ordinal);
            return Data
                .Table.Read<ClaimRow>(reference.PathOf(file.Path))
                .Select(c => Of(c, here.GetValueOrDefault(c.Id), $"{c.Id} of {network}"))
                .ToList();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
        {
            return [(0, VerificationCase.Of($"verdicts on {network}", [$"they cannot be read: {e.Message}"]))];
        }
    }

    private (int Rank, VerificationCase Case) Of(ClaimRow reference, ClaimRow? here, string claim)
    {
        var verdict = $"verdict on {claim}";
        if (here is null)
            return (0, VerificationCase.Of(verdict, ["the run has no such claim"]));
        if (here.Verdict != reference.Verdict)
            return (
                0,
                VerificationCase.Of(
                    verdict,
                    [$"it was '{reference.Verdict}' ({reference.Ours}), and is '{here.Verdict}' ({here.Ours})"]
                )
            );
        return !isPortable && HasNumber(reference) && IsOutside(reference, here.Value)
            ? (
                1,
                VerificationCase.Of(
                    $"number of {claim}",
                    [
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"it is {here.Value:G4}, outside the reference's interval [{reference.Low:G4}, {reference.High:G4}]"
                        ),
                    ]
                )
            )
            : (2, VerificationCase.Of(verdict, []));
    }

    // A claim that is not tested may have a number, but no interval that would mean anything.
    private static bool HasNumber(ClaimRow claim) =>
        claim.Verdict is Verdicts.Holds or Verdicts.DoesNotHold or Verdicts.Undecided;

    private static bool IsOutside(ClaimRow reference, double value) =>
        double.IsNaN(reference.Low) || double.IsNaN(reference.High)
            ? double.IsNaN(value) != double.IsNaN(reference.Value)
            : !(value >= reference.Low && value <= reference.High);
}
