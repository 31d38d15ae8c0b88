using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Inserted;

/// <summary>What an accepted run says of the claims, from its summary.</summary>
/// <param name="folder">The reference of a preset.</param>
internal sealed class ClaimAnswers(string folder)
{
    private static readonly string[] NumberFields = ["number", "interval", "seeds", "verdict"];

    private readonly Lazy<IReadOnlyList<ModelClaimRow>> claims = new(() =>
        // The last row is of all networks together.
        [.. Table.Read<ModelClaimRow>(Path.Combine(folder, "summary", "claims.parquet")).Where(c => c.Model != "all")]
    );

    public string Verdicts()
    {
        var networks = claims.Value.GroupBy(c => (c.Dataset, c.Model)).ToList();
        var rows = networks[0]
            .Select(first =>
                (IReadOnlyList<string>)
                    [
                        $"`{first.Id}`",
                        first.Paper,
                        .. networks
                            .Select(n => n.FirstOrDefault(c => c.Id == first.Id))
                            .Select(c => c is null ? "" : ClaimCell.Full(c)),
                    ]
            );
        return MarkdownTable.Of(
            ["claim", "the paper", .. networks.Select(n => $"`{n.Key.Model}`, {n.Key.Dataset}")],
            rows
        );
    }

    public string Found(string network) =>
        MarkdownTable.Of(
            ["claim", "found", "number", "95 % interval", "threshold", "verdict", "the paper", "re-implementation"],
            ClaimsOf(network)
                .Select(c =>
                    (IReadOnlyList<string>)
                        [
                            $"`{c.Id}`",
                            c.Ours,
                            Field(c, "number"),
                            Field(c, "interval"),
                            IsByNumber(c) ? Claims.ThresholdInBrief(c.Id, c.Threshold) : "",
                            c.Verdict,
                            c.Paper,
                            c.Others,
                        ]
                )
        );

    public string Of(string id)
    {
        var rows = claims.Value.Where(c => c.Id == id).ToList();
        if (rows.Count == 0)
            throw new FormatException($"no such claim; there are {string.Join(", ", Claims.Ids)}");
        return MarkdownTable.Of(
            ["network", "found", "number", "95 % interval", "each seed", "verdict"],
            rows.Select(c =>
                (IReadOnlyList<string>)[$"`{c.Model}`, {c.Dataset}", c.Ours, .. NumberFields.Select(f => Field(c, f))]
            )
        );
    }

    public string Field(string id, string network, string field) => Field(Find(id, network), field);

    private static string Field(ModelClaimRow claim, string field) =>
        field switch
        {
            "found" => claim.Ours,
            "number" => ClaimCell.Number(claim) is { Length: > 0 } number ? number : "–",
            "interval" => ClaimCell.Interval(claim),
            "seeds" => IsByNumber(claim) ? claim.Seeds : "",
            "verdict" => claim.Verdict,
            "sign" => $"{VerdictSymbols.Of(claim.Verdict)} {claim.Verdict}",
            _ => throw new FormatException(
                "no such field of a claim; there are found, number, interval, seeds, verdict and sign"
            ),
        };

    private ModelClaimRow Find(string id, string network) =>
        claims.Value.FirstOrDefault(c => c.Id == id && $"{c.Dataset}/{c.Model}" == network)
        ?? throw new FormatException(
            $"no such claim of such a network; claims are {string.Join(", ", Claims.Ids)}, networks {string.Join(", ", claims.Value.Select(c => $"{c.Dataset}/{c.Model}").Distinct())}"
        );

    private IEnumerable<ModelClaimRow> ClaimsOf(string network) => claims.Value.Where(c => c == Find(c.Id, network));

    private static bool IsByNumber(ModelClaimRow claim) => VerdictSymbols.IsByNumber(claim.Verdict);
}
