using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Results;

/// <summary>What was found of a claim, as a cell of a table has it. Where no number decides, that which was found means nothing.</summary>
internal static class ClaimCell
{
    /// <summary>The number that decides; empty where none does.</summary>
    public static string Number(ModelClaimRow claim) =>
        VerdictSymbols.IsByNumber(claim.Verdict) ? Claims.InBrief(claim.Id, claim.Value, claim.Threshold) : "";

    /// <summary>Its interval; empty where there is none.</summary>
    public static string Interval(ModelClaimRow claim) =>
        VerdictSymbols.IsByNumber(claim.Verdict) && !double.IsNaN(claim.Low)
            ? Claims.BoundsInBrief(claim.Id, claim.Low, claim.High, claim.Threshold)
            : "";

    /// <summary>The sign of the verdict with the number: <c>✓ epoch 1</c>.</summary>
    public static string Brief(ModelClaimRow claim) => $"{VerdictSymbols.Of(claim.Verdict)} {Number(claim)}".TrimEnd();

    /// <summary>The same with the interval: <c>✓ epoch 1 [1, 3]</c>.</summary>
    public static string Full(ModelClaimRow claim) => $"{Brief(claim)} {Interval(claim)}".TrimEnd();
}
