using System.Xml.Linq;
using NtkRepro.Figures;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The figures: all networks over each other, then those of each network in the order of the paper's, then networks of several widths and rates.</summary>
internal static class FiguresSection
{
    public static XElement Of(ReportData data) =>
        Section(
            2,
            "figures",
            "Figures",
            Tag(
                "p",
                Is("class", "aside"),
                "Point at a mark to see its value, its interval and the instance of the pipeline that it comes from; drag to zoom, double-click to go back; the legend shows and hides. With the keyboard: Tab to a figure, arrow keys from point to point and from curve to curve."
            ),
            Across(data),
            Tag("div", Is("class", "networks"), data.Networks.Select(n => OfNetwork(n, data))),
            Compared(data)
        );

    private static XElement? Across(ReportData data)
    {
        var figure = AcrossFigure.Of([.. data.Networks.Select(n => (n.Title, n.Tables.WithoutDiverged()))]);
        if (figure is null || !figure.Panels.Any(p => p.HasData))
            return null;
        var seeds = Numbers.Of(data.Parameters.Run.Seeds.Count, "seed");
        return Drawn(3, "across", Captions.Of(Captions.Across, data.Parameters), figure, seeds, link: null);
    }

    private static XElement OfNetwork(NetworkData network, ReportData data)
    {
        var tables = network.Tables.WithoutDiverged();
        var figures = Captions
            .Order.Select(name => (Name: name, Figure: FigureSet.Of(name, tables)))
            .Where(f => f.Figure.Panels.Any(p => p.HasData))
            .Select(f => (Caption: Captions.Of(f.Name, data.Parameters), f.Name, f.Figure))
            .ToList();
        var section = Section(
            3,
            network.Id,
            network.Title,
            figures.Count == 0 ? Tag("p", Is("class", "aside"), NotYet(data)) : null,
            figures.Where(f => f.Caption.Paper.Length > 0).Select(f => Part(f.Name, f.Caption, f.Figure)),
            Beyond(
                figures
                    .Where(f => f.Caption.Paper.Length == 0)
                    .Select(f => Folded(f.Caption, Part(f.Name, f.Caption, f.Figure)))
            ),
            network.Figures.Where(f => figures.TrueForAll(shown => shown.Name != f.Name)).Select(OnPaper),
            Tables(network)
        );
        section.Add(Is("class", "network"));
        return section;

        XElement Part(string name, Caption caption, Figure figure) =>
            Drawn(
                4,
                $"{network.Id}-{Id(Path.GetFileNameWithoutExtension(name))}",
                caption,
                figure,
                Measured(network, data.Parameters),
                network.Figures.FirstOrDefault(f => f.Name == name)?.Link
            );
    }

    // What is a file alone: the overview, and figures of which nothing was measured.
    private static XElement OnPaper(FigureFiles figure) =>
        Tag(
            "p",
            Is("class", "aside"),
            figure.Name == Captions.Overview
                ? "The key panels of all figures on one sheet: "
                : $"Not measured: {Path.GetFileNameWithoutExtension(figure.Name).Replace('_', ' ')}: ",
            Files(figure.Link)
        );

    private static string NotYet(ReportData data) => data.SoFar is null ? "Not measured." : "Not there yet.";

    private static XElement? Beyond(IEnumerable<XElement> folded)
    {
        var all = folded.ToList();
        return all.Count == 0
            ? null
            : Tag("div", Is("class", "beyond"), Tag("p", Is("class", "aside"), "Beyond the paper's figures:"), all);
    }

    private static XElement Folded(Caption caption, XElement figure) =>
        Tag("details", Is("class", "figure"), Tag("summary", caption.Heading), figure);

    private static string Measured(NetworkData network, Parameters parameters)
    {
        var seeds = Numbers.Of(
            network.Tables.Runs.Where(r => r.Kind == "parent").Select(r => r.Seed).Distinct().Count(),
            "seed"
        );
        return parameters.Datasets.GetValueOrDefault(network.Dataset) is { } dataset
            ? $"{network.Title}: {Numbers.Of(dataset.Train, "training image")}, {Numbers.Of(parameters.Linearized.Validation, "validation image")}, {Numbers.Of(dataset.Test, "test image")}; {seeds}"
            : $"{network.Title}, {seeds}";
    }

    private static IEnumerable<XElement> Compared(ReportData data) =>
        data.Comparisons.Select(files =>
            Drawn(
                3,
                $"compared-{Id(Path.GetFileNameWithoutExtension(files.Name))}",
                Captions.Of(files.Name, data.Parameters),
                files.Name == "width.svg" ? SummaryFigures.Widths(data.Widths) : SummaryFigures.Rates(data.Rates),
                Numbers.Of(data.Parameters.Run.Seeds.Count, "seed"),
                files.Link
            )
        );

    private static XElement Drawn(int level, string id, Caption caption, Figure figure, string measured, string? link)
    {
        var on = caption.On.Length == 0 ? "" : $"; {caption.On}";
        return Section(
            level,
            id,
            caption.Paper.Length == 0
                ? caption.Heading
                : $"{caption.Heading}: {(caption.Paper.StartsWith("Fig", StringComparison.Ordinal) ? "the paper's " : "")}{caption.Paper}",
            Tag(
                "figure",
                Is("class", "plots"),
                Plots.Of(figure, id),
                Tag(
                    "figcaption",
                    Tag("p", caption.Reading),
                    Tag("p", Is("class", "aside"), Tag("strong", "Measured: "), $"{caption.What} "),
                    Tag("p", Is("class", "aside"), Tag("strong", "On: "), $"{measured}{on}."),
                    link is null ? null : Tag("p", Is("class", "aside"), "For paper: ", Files(link))
                )
            )
        );
    }

    // SVG, PDF, PNG.
    private static IEnumerable<object> Files(string link) =>
        FigureFile.Extensions.SelectMany(
            (extension, i) =>
                new object[]
                {
                    i > 0 ? ", " : "",
                    Link(Path.ChangeExtension(link, extension), extension[1..].ToUpperInvariant()),
                }
        );

    private static XElement? Tables(NetworkData network) =>
        network.TableLinks.Count == 0
            ? null
            : Tag(
                "details",
                Tag("summary", $"Tables of {network.Title} (Parquet)"),
                Tag(
                    "p",
                    network.TableLinks.SelectMany(
                        (link, i) =>
                            new object?[] { i > 0 ? ", " : null, Link(link, Path.GetFileNameWithoutExtension(link)) }
                    )
                )
            );
}
