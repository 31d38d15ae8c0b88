using System.Xml.Linq;
using NtkRepro.Figures;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The figures of every network, each with its caption and its values.</summary>
internal static class FiguresSection
{
    private const double Broad = 600;

    public static XElement Of(ReportData data) =>
        Section(
            2,
            "figures",
            "Figures",
            Tag(
                "p",
                "Point at a mark, or go to a figure with the Tab key and from point to point with the arrow keys, to see its value and the instance of the pipeline that it comes from."
            ),
            data.Networks.Select(n => OfNetwork(n, data.Parameters)),
            data.Comparisons.Count > 0 ? Across(data) : null
        );

    private static XElement OfNetwork(NetworkData network, Parameters parameters)
    {
        var tables = network.Tables.WithoutDiverged();
        var points = new NetworkPoints(tables, network.Instances);
        var dataset = parameters.Datasets.GetValueOrDefault(network.Dataset);
        var seeds = network.Tables.Runs.Where(r => r.Kind == "parent").Select(r => r.Seed).Distinct().Count();
        var measured = dataset is null
            ? $"{network.Title}, {Numbers.Of(seeds, "seed")}"
            : $"{network.Title}: {Numbers.Of(dataset.Train, "training image")}, {Numbers.Of(parameters.Linearized.Validation, "validation image")}, {Numbers.Of(dataset.Test, "test image")}; {Numbers.Of(seeds, "seed")}";
        return Section(
            3,
            network.Id,
            network.Title,
            network.Figures.Select(f => Of(f, network.Id, Captions.Of(f.Name, parameters), measured, Over)),
            Tables(network)
        );

        (string Words, IReadOnlyList<Mark> Marks) Over(DrawnPanel panel, FigureSource figure)
        {
            if (figure.Name == "correlation.svg")
                return (Correlations(tables), CellMarks.OnCorrelations(tables.Correlations, panel));
            if (panel.Name == "Kernel distance" && figure.Name is "kernel.svg" or "overview.svg")
            {
                if (tables.KernelDistances.Count == 0)
                    return ("Not measured.", []);
                // The overview shows what the figure of the kernel says cell by cell.
                var marks = figure.Name == "kernel.svg" ? CellMarks.OnDistances(tables, network.Instances, panel) : [];
                return (
                    "Kernel distance S between every two times, as a heat map; time runs to the right and upwards.",
                    marks
                );
            }
            return points.Curves(panel.Name) is { } curves ? (curves.InWords, Marks.OnCurves(curves, panel)) : ("", []);
        }
    }

    private static string Correlations(FigureTables tables) =>
        string.Join(
                "; ",
                tables
                    .Correlations.Where(r => r.MeasureA != r.MeasureB && double.IsFinite(r.Spearman))
                    .Select(r => $"{r.MeasureA} and {r.MeasureB} {Numbers.Text(Math.Round(r.Spearman, 2))}")
            )
            .Replace('_', ' ');

    private static XElement Across(ReportData data)
    {
        var (widths, rates) = (new WidthPoints(data.Widths), new RatePoints(data.Rates));
        return Section(
            3,
            "across",
            "Across networks",
            data.Comparisons.Select(figure =>
                Of(
                    figure,
                    "across",
                    Captions.Of(figure.Name, data.Parameters),
                    Numbers.Of(data.Parameters.Run.Seeds.Count, "seed"),
                    (panel, _) =>
                        (widths.Curves(panel.Name) ?? rates.Curves(panel.Name)) is { } curves
                            ? (curves.InWords, Marks.OnCurves(curves, panel))
                            : ("", [])
                )
            )
        );
    }

    private static XElement Of(
        FigureSource figure,
        string network,
        Caption caption,
        string measured,
        Func<DrawnPanel, FigureSource, (string Words, IReadOnlyList<Mark> Marks)> over
    )
    {
        var id = $"{network}-{Id(Path.GetFileNameWithoutExtension(figure.Name))}";
        var drawn = DrawnFigure.Read(figure.Svg, id);
        var isBroad = drawn.Panels.Any(p => p.Box.Width > Broad);
        var on = caption.On.Length == 0 ? "" : $"; {caption.On}";
        return Section(
            4,
            id,
            caption.Heading,
            Tag(
                "figure",
                Tag(
                    "div",
                    // Three of four in a row would leave the last one alone.
                    Is("class", drawn.Panels.Count == 4 ? "card square" : "card"),
                    isBroad
                        ? new object[] { Is("role", "region"), Is("aria-label", caption.Heading), Is("tabindex", 0) }
                        : null,
                    drawn.Panels.Select(
                        (panel, i) =>
                        {
                            var (words, marks) = over(panel, figure);
                            return Panel(panel, $"{id}-{i + 1}", words, marks);
                        }
                    ),
                    drawn.Notes.Select(note => Tag("p", Is("class", "note"), note))
                ),
                Tag(
                    "figcaption",
                    Tag("p", Tag("strong", "Measured: "), caption.What),
                    Tag("p", Tag("strong", "On: "), $"{measured}{on}."),
                    Tag("p", Tag("strong", "How to read it: "), caption.Reading),
                    Tag("p", Is("class", "aside"), "As a file: ", Files(figure.Link))
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

    private static XElement Panel(DrawnPanel panel, string id, string words, IReadOnlyList<Mark> marks) =>
        Tag(
            "div",
            Is("class", panel.Box.Width > Broad ? "panel broad" : "panel"),
            Is("style", $"--wide:{Pixels.Text(panel.Box.Width)}"),
            Shape(
                "svg",
                Is("role", "img"),
                Is("aria-labelledby", $"{id}-title"),
                Is("aria-describedby", $"{id}-desc"),
                Is("viewBox", panel.Box.ViewBox),
                panel.Font.Length > 0 ? Is("font-family", panel.Font) : null,
                Shape("title", Is("id", $"{id}-title"), panel.Title.Length > 0 ? panel.Title : "Figure"),
                Shape("desc", Is("id", $"{id}-desc"), words.Length > 0 ? words : panel.AllText),
                panel.Shapes
            ),
            Marks.Layer(marks, panel)
        );

    private static XElement? Tables(NetworkData network) =>
        network.TableLinks.Count == 0
            ? null
            : Tag(
                "p",
                "Tables (Parquet): ",
                network.TableLinks.SelectMany(
                    (link, i) =>
                        new object?[] { i > 0 ? ", " : null, Link(link, Path.GetFileNameWithoutExtension(link)) }
                )
            );
}
