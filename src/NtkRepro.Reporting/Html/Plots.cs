using System.Xml.Linq;
using NtkRepro.Figures;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The panels of a figure as elements that the page's script draws when they come into view.</summary>
internal static class Plots
{
    // A matrix of measures needs the page's whole width.
    private const int Broad = 700;

    /// <summary>The panels side by side, and below them what the figure says of them all.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="id">Its id, unique on the page.</param>
    public static IEnumerable<XElement?> Of(Figure figure, string id) =>
        [
            Tag(
                "div",
                Is("class", figure.Panels.Count % 3 == 0 ? "grid three" : "grid"),
                figure.Panels.Select((panel, i) => Panel(panel, figure, $"{id}-{i + 1}"))
            ),
            Notes(figure),
        ];

    private static XElement? Notes(Figure figure)
    {
        var notes = figure.Panels.SelectMany(p => p.Notes).Distinct().ToList();
        return notes.Count == 0 ? null : Tag("p", Is("class", "note"), string.Join(' ', notes));
    }

    private static XElement Panel(Panel panel, Figure figure, string id)
    {
        var title = Tag("p", Is("class", "title"), Is("id", $"{id}-title"), panel.Title);
        if (!panel.HasData)
            return Tag("div", Is("class", "panel"), title, Tag("p", Is("class", "empty"), "not measured"));
        var drawn = PlotlyPanel.Of(panel);
        return Tag(
            "div",
            Is("class", figure.Width > Broad ? "panel broad" : "panel"),
            Is("data-ratio", Numbers.Short((double)figure.Height / figure.Width)),
            title,
            Tag(
                "div",
                Is("class", "chart"),
                Is("id", id),
                Is("role", "application"),
                Is("tabindex", 0),
                Is("aria-roledescription", "interactive figure"),
                Is("aria-labelledby", $"{id}-title"),
                Is("aria-describedby", $"{id}-words")
            ),
            Tag("div", Is("class", "tools"), drawn.Switches.Select(s => Switch(id, s))),
            Tag("p", Is("class", "words"), Is("id", $"{id}-words"), PanelWords.Of(panel)),
            Tag(
                "details",
                Is("class", "values"),
                Is("data-x", panel.X.Quantity),
                Is("data-y", panel.Y.Quantity),
                Tag("summary", "Values")
            ),
            Tag("script", Is("type", "application/json"), drawn.Figure)
        );
    }

    private static XElement Switch(string id, AxisSwitch axis) =>
        Tag(
            "button",
            Is("type", "button"),
            Is("class", "switch"),
            Is("aria-controls", id),
            Is("aria-pressed", "true"),
            Is("data-axis", axis.Id),
            Is("data-on", PlotlyPanel.Json(axis.Axis.AsDrawn())),
            Is("data-off", PlotlyPanel.Json(axis.Axis.AsLinear())),
            $"{axis.Quantity}: {axis.Axis.Name}"
        );
}
