using System.Xml.Linq;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The beginning of the page: what was reproduced, with which errors, by which run, and what became of the claims.</summary>
internal static class Answer
{
    /// <summary>The networks and datasets: <c>cnn and resnet on fashion-mnist</c>.</summary>
    public static string Networks(ReportData data) =>
        Page.Listed(
            data.Networks.GroupBy(n => n.Dataset)
                .Select(d => NetworkTitle.Of(Page.Listed(d.Select(n => n.Model)), d.Key))
        );

    /// <summary>The title of the window: networks, datasets, final errors.</summary>
    public static string Title(ReportData data)
    {
        var errors = data.Networks.Select(n => (n.Model, Error: FinalError(n))).Where(n => n.Error.Length > 0).ToList();
        return errors.Count == 0 ? Networks(data)
            : errors.Count == 1 ? $"{Networks(data)}: {errors[0].Error} test error"
            : $"{Networks(data)}: {Page.Listed(errors.Select(e => $"{e.Model} {e.Error}"))} test error";
    }

    public static XElement Of(ReportData data) =>
        Tag(
            "header",
            Tag("p", Is("class", "over"), "Deep learning versus kernel learning, reproduced"),
            Tag("h1", Networks(data)),
            Tag("ul", Is("class", "facts"), data.Networks.Select(Facts)),
            Tag("p", Is("class", "run"), $"Run: {data.Title.Text}{Trained(data)}. ", Tag("code", data.Title.Command))
        );

    private static string Trained(ReportData data)
    {
        var count = data.Networks.Sum(n => n.Tables.Runs.Count(r => r.Kind != "probe"));
        return count == 0 ? "" : $"; {Numbers.Of(count, "trained network")}";
    }

    private static XElement Facts(NetworkData network)
    {
        var error = FinalError(network);
        var counts = Verdicts
            .All.Select(v => (Verdict: v, Count: network.Claims.Count(c => c.Verdict == v)))
            .Where(v => v.Count > 0);
        return Tag(
            "li",
            Tag("strong", network.Title),
            error.Length == 0
                ? Tag("span", Is("class", "error"), "not there yet")
                : new object[]
                {
                    Tag("span", Is("class", "error"), error),
                    Tag("span", Is("class", "aside"), "final test error"),
                },
            Tag(
                "span",
                Is("class", "counts"),
                counts.Select(v =>
                    Tag(
                        "span",
                        Is("class", $"chip {VerdictSymbols.StyleOf(v.Verdict)}"),
                        $"{VerdictSymbols.Of(v.Verdict)} {v.Count} {v.Verdict}"
                    )
                )
            )
        );
    }

    /// <summary>The mean over seeds of the test error at the end of training, with its range: <c>11.4 % (11.2 to 11.6, 3 seeds)</c>.</summary>
    private static string FinalError(NetworkData network)
    {
        var errors = network
            .Tables.WithoutDiverged()
            .Plateaus.Select(p => 100 * p.FinalError)
            .Where(double.IsFinite)
            .Order()
            .ToList();
        return errors.Count switch
        {
            0 => "",
            1 => $"{Numbers.Text(Math.Round(errors[0], 1))} %",
            _ =>
                $"{Numbers.Text(Math.Round(errors.Average(), 1))} % ({Numbers.Text(Math.Round(errors[0], 1))} to {Numbers.Text(Math.Round(errors[^1], 1))}, {errors.Count} seeds)",
        };
    }
}
