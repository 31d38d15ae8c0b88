using System.Xml.Linq;
using NtkRepro.Metrics;
using NtkRepro.Training;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The runs that diverged, by name.</summary>
internal static class LeftOutSection
{
    public static XElement Of(ReportData data)
    {
        var diverged = data
            .Networks.SelectMany(n =>
                n.Tables.Runs.Where(r => r.Outcome != Outcomes.Trained).Select(r => (Network: n, Run: r))
            )
            .ToList();
        return Section(
            2,
            "left-out",
            "Runs left out",
            diverged.Count == 0
                ? Tag("p", $"None of {Numbers.Of(data.Networks.Sum(n => n.Tables.Runs.Count), "run")} diverged.")
                : Tag(
                    "p",
                    $"{Numbers.Of(diverged.Count, "run")} of {data.Networks.Sum(n => n.Tables.Runs.Count)} diverged, and {(diverged.Count == 1 ? "is" : "are")} left out of means, claims and figures:"
                ),
            diverged.Count == 0
                ? null
                : Tag(
                    "ul",
                    diverged.Select(d => Tag("li", Tag("code", Name(d.Network, d.Run)), $": {Words(d.Run.Outcome)}"))
                )
        );
    }

    private static string Name(NetworkData network, RunRow run) =>
        network.Tables.Instances?.Find(run.Kind, run.Seed, run.Time, run.Variant)
        ?? $"{run.Kind} {run.Variant} of {network.Title}, seed {run.Seed}, time {Numbers.Text(run.Time)}";

    private static string Words(string outcome) =>
        outcome switch
        {
            Outcomes.NonFinite => "its loss or weights became infinite or not a number",
            Outcomes.AtChance => "it guesses",
            _ => outcome,
        };
}
