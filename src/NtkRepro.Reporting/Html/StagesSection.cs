using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The stages of the pipeline, as a graph and as a table.</summary>
internal static class StagesSection
{
    private static readonly string[] Headings =
    [
        "Stage",
        "What it does",
        "Instances",
        "Computed",
        "From the store",
        "Time",
        "Slowest",
    ];

    public static XElement Of(ReportData data) =>
        Section(
            2,
            "stages",
            "Stages",
            Tag(
                "p",
                $"{Numbers.Of(data.Stages.Sum(s => s.Instances), "instance")} of {Numbers.Of(data.Stages.Count, "stage")}; this run computed {Numbers.Count(data.Stages.Sum(s => s.Computed))} of them and found the others in the store. Times are those that each took when it was computed, one after the other. An arrow that follows from others is left out."
            ),
            Tag(
                "div",
                Is("class", "box graph"),
                Is("role", "region"),
                Is("aria-label", "Graph of stages"),
                Is("tabindex", 0),
                StageGraph.Draw(data.Stages)
            ),
            Scrolling(
                "Table of stages",
                Tag(
                    "table",
                    Tag("caption", "The stages, in the order in which the data flow"),
                    Tag(
                        "thead",
                        Tag(
                            "tr",
                            Headings.Select(
                                (h, i) => Tag("th", Is("scope", "col"), i > 1 ? Is("class", "number") : null, h)
                            )
                        )
                    ),
                    Tag("tbody", data.Stages.Select(Row))
                )
            )
        );

    private static XElement Row(StageRow stage) =>
        Tag(
            "tr",
            Tag("th", Is("scope", "row"), stage.Name),
            Tag("td", stage.Description),
            Number(Numbers.Count(stage.Instances)),
            Number(Numbers.Count(stage.Computed)),
            Number(Numbers.Count(stage.Cached)),
            Number(Numbers.Seconds(stage.Seconds)),
            Number(Numbers.Seconds(stage.Slowest))
        );

    private static XElement Number(string text) => Tag("td", Is("class", "number"), text);
}
