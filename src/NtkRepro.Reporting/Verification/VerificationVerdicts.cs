using System.Globalization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;

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

    /// <summary>A case for each claim of the reference, those first whose verdict is another.</summary>
    public IReadOnlyList<VerificationCase> Cases() =>
        [
            .. inspection
                .Published.Where(f =>
                    f.Name == FileName && f.Axes.ContainsKey("model") && File.Exists(reference.PathOf(f.Path))
                )
                .SelectMany(Cases)
                .OrderByDescending(c => c.Outcome == VerificationOutcome.Failed),
        ];

    private IEnumerable<VerificationCase> Cases(PublishedFile file)
    {
        var network = $"{file.Axes["model"]} on {file.Axes["dataset"]}";
        try
        {
            var here = Data.Table.Read<ClaimRow>(file.Shown).ToDictionary(c => c.Id, StringComparer.Ordinal);
            return Data
                .Table.Read<ClaimRow>(reference.PathOf(file.Path))
                .Select(c =>
                    VerificationCase.Of(
                        $"verdict on {c.Id} of {network}",
                        [.. Problems(c, here.GetValueOrDefault(c.Id))]
                    )
                )
                .ToList();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
        {
            return [VerificationCase.Of($"verdicts on {network}", [$"they cannot be read: {e.Message}"])];
        }
    }

    private IEnumerable<string> Problems(ClaimRow reference, ClaimRow? here)
    {
        if (here is null)
            yield return "the run has no such claim";
        else if (here.Verdict != reference.Verdict)
            yield return $"it was '{reference.Verdict}' ({reference.Ours}), and is '{here.Verdict}' ({here.Ours})";
        else if (!isPortable && IsOutside(reference, here.Value))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"its number {here.Value:G4} is outside the reference's interval [{reference.Low:G4}, {reference.High:G4}]"
            );
    }

    private static bool IsOutside(ClaimRow reference, double value) =>
        double.IsNaN(reference.Low) || double.IsNaN(reference.High)
            ? double.IsNaN(value) != double.IsNaN(reference.Value)
            : !(value >= reference.Low && value <= reference.High);
}
