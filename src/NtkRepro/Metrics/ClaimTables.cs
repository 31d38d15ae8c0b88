namespace NtkRepro.Metrics;

/// <summary>A claim of the paper beside what was measured.</summary>
/// <param name="Id">Its id in the paper's specification.</param>
/// <param name="Claim">In words.</param>
/// <param name="Paper">The paper's number.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Value">Ours as a number, for comparison; not a number where it was not measured.</param>
/// <param name="Low">The lower end of its bootstrap 95 % interval; not a number where there is none.</param>
/// <param name="High">The upper end.</param>
/// <param name="Verdict"><c>holds</c>, <c>does not hold</c> or <c>not measured</c>.</param>
public sealed record ClaimRow(
    string Id,
    string Claim,
    string Paper,
    string Ours,
    double Value,
    double Low,
    double High,
    string Verdict
);

/// <summary>A claim for one network on one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network.</param>
/// <param name="Id">As in <see cref="ClaimRow"/>, and so on.</param>
/// <param name="Claim">In words.</param>
/// <param name="Paper">The paper's number.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Value">Ours as a number.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Verdict"><c>holds</c>, <c>does not hold</c> or <c>not measured</c>.</param>
public sealed record ModelClaimRow(
    string Dataset,
    string Model,
    string Id,
    string Claim,
    string Paper,
    string Ours,
    double Value,
    double Low,
    double High,
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
            claim.Ours,
            claim.Value,
            claim.Low,
            claim.High,
            claim.Verdict
        );
}
