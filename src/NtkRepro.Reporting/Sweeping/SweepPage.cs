using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Reporting.Comparing;
using NtkRepro.Reporting.Results;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Sweeping;

/// <summary>What a sweep found, as a page of its own.</summary>
internal static class SweepPage
{
    /// <summary>The page's text.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="figures">The figure of each network.</param>
    public static string Of(SweepResults sweep, IReadOnlyList<(string Network, Figure Figure)> figures) =>
        TablePage.Of(
            $"Sweep {sweep.Name}",
            [
                Tag("p", $"{sweep.Runs.Count} runs of {sweep.Title}."),
                sweep.Unchanged.Select(n => Tag("p", n)),
                Section(
                    2,
                    "claims",
                    "Claims",
                    Tag("p", VerdictSymbols.Legend),
                    sweep.Networks.Select(n => Claims(sweep, n))
                ),
                Section(2, "numbers", "Numbers", sweep.Networks.Select(n => Numbers(sweep, n))),
                TablePage.Figures(figures),
                Section(
                    2,
                    "runs",
                    "Runs",
                    Tag("p", "Each is a run of its own: ./build.sh Show NAME, ./build.sh Compare NAME NAME."),
                    TablePage.Table(
                        "Runs of the sweep",
                        ["run", .. sweep.Parameters],
                        sweep.Runs.Select(r => (false, (IReadOnlyList<string>)[r.Name, .. r.Values]))
                    )
                ),
                TablePage.Files(".", "claims", "headlines"),
            ]
        );

    private static XElement Claims(SweepResults sweep, (string Dataset, string Model) network)
    {
        var ids = sweep
            .Runs.SelectMany(r => r.Claims.Where(c => (c.Dataset, c.Model) == network).Select(c => c.Id))
            .Distinct()
            .ToList();
        return TablePage.Table(
            NetworkTitle.Of(network.Model, network.Dataset),
            [.. sweep.Parameters, .. ids],
            sweep.Runs.Select(r =>
                (
                    false,
                    (IReadOnlyList<string>)
                        [
                            .. r.Values,
                            .. ids.Select(id =>
                                r.Claims.FirstOrDefault(c => (c.Dataset, c.Model) == network && c.Id == id) is { } claim
                                    ? ClaimCell.Brief(claim)
                                    : ""
                            ),
                        ]
                )
            )
        );
    }

    private static XElement Numbers(SweepResults sweep, (string Dataset, string Model) network)
    {
        var numbers = sweep
            .Runs.SelectMany(r =>
                r.Headlines.Where(h => (h.Dataset, h.Model) == network).Select(h => (h.Measure, h.Time))
            )
            .Distinct()
            .ToList();
        return TablePage.Table(
            $"{NetworkTitle.Of(network.Model, network.Dataset)}, with 95 % intervals, of several seeds their range",
            [.. sweep.Parameters, .. numbers.Select(n => RunNumbers.Words(n.Measure, n.Time))],
            sweep.Runs.Select(r =>
                (
                    false,
                    (IReadOnlyList<string>)
                        [
                            .. r.Values,
                            .. numbers.Select(n =>
                                r.Headlines.FirstOrDefault(h =>
                                    (h.Dataset, h.Model) == network && h.Measure == n.Measure && h.Time.Equals(n.Time)
                                )
                                    is { } h
                                    ? RunNumbers.Text(h.Unit, h.Value, h.Low, h.High)
                                    : ""
                            ),
                        ]
                )
            )
        );
    }
}
