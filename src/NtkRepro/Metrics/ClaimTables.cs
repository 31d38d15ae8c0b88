namespace NtkRepro.Metrics;

/// <summary>A claim of the paper beside what was measured.</summary>
/// <param name="Id">Its id in the paper's specification.</param>
/// <param name="Claim">In words.</param>
/// <param name="Paper">The paper's number.</param>
/// <param name="Others">That of a public re-implementation (docs/claims.md); empty where there is none.</param>
/// <param name="Ours">What was found, in words.</param>
/// <param name="Value">The number that decides it; not a number where it was not measured.</param>
/// <param name="Low">The lower end of its 95 % interval; not a number where there is none.</param>
/// <param name="High">The upper end.</param>
/// <param name="Threshold">What the number is compared with.</param>
/// <param name="Seeds">The number of each seed, where there are several.</param>
/// <param name="Verdict"><c>holds</c>, <c>does not hold</c>, <c>undecided</c>, <c>not testable</c> or <c>not measured</c>.</param>
public sealed record ClaimRow(
    string Id,
    string Claim,
    string Paper,
    string Others,
    string Ours,
    double Value,
    double Low,
    double High,
    double Threshold,
    string Seeds,
    string Verdict
);

/// <summary>One number behind a claim.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="Part">What the number is.</param>
/// <param name="Decides">Whether the claim's verdict depends on it.</param>
/// <param name="Value">The number.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Threshold">What it is compared with; not a number where it is told alone.</param>
/// <param name="Verdict"><c>holds</c>, <c>does not hold</c> or <c>undecided</c>; empty where it is told alone.</param>
public sealed record FindingRow(
    string Id,
    string Part,
    bool Decides,
    double Value,
    double Low,
    double High,
    double Threshold,
    string Verdict
);

/// <summary>A claim for one network on one dataset: as <see cref="ClaimRow"/>.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network.</param>
/// <param name="Id">The claim.</param>
/// <param name="Claim">In words.</param>
/// <param name="Paper">The paper's number.</param>
/// <param name="Others">That of a public re-implementation.</param>
/// <param name="Ours">What was found, in words.</param>
/// <param name="Value">The number that decides it.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Threshold">What it is compared with.</param>
/// <param name="Seeds">The number of each seed, where there are several.</param>
/// <param name="Verdict">One of the five.</param>
public sealed record ModelClaimRow(
    string Dataset,
    string Model,
    string Id,
    string Claim,
    string Paper,
    string Others,
    string Ours,
    double Value,
    double Low,
    double High,
    double Threshold,
    string Seeds,
    string Verdict
)
{
    /// <summary>A claim, as one of a network on a dataset.</summary>
    public static ModelClaimRow Of(string dataset, string model, ClaimRow claim) =>
        new(
            dataset,
            model,
            claim.Id,
            claim.Claim,
            claim.Paper,
            claim.Others,
            claim.Ours,
            claim.Value,
            claim.Low,
            claim.High,
            claim.Threshold,
            claim.Seeds,
            claim.Verdict
        );
}
