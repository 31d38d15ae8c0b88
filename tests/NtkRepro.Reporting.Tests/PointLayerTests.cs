using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Html;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

/// <summary>What can be pointed at lies where it was drawn, and says what the tables say.</summary>
public sealed partial class PointLayerTests
{
    // Coordinates are drawn with two decimals, and so are those of the layer.
    private const double Pixel = 0.05;

    public static TheoryData<int, int, bool> Runs =>
        new()
        {
            { 1, 2, false },
            { 3, 3, false },
            { 3, 2, true },
        };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_panel_with_data_has_a_layer(int seeds, int children, bool diverged)
    {
        var page = Draw(SyntheticTables.Run(seeds, children, diverged));

        // The overview leaves the cells of its heat map to the figure of the kernel.
        var bare = Panels(page).Where(p => p.Layer is null).Select(p => p.Title);
        Assert.Equal(["(d) Kernel distance"], bare.Select(WithoutSeeds));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_point_lies_on_something_that_was_drawn(int seeds, int children, bool diverged)
    {
        var panels = Panels(Draw(SyntheticTables.Run(seeds, children, diverged)))
            .Where(p => p.Layer is not null)
            .ToList();

        Assert.NotEmpty(panels);
        foreach (
            var (title, drawing, layer) in panels.Where(p =>
                !p.Title.StartsWith("Rank correlation", StringComparison.Ordinal)
            )
        )
        {
            var drawn = Drawn(drawing).ToList();
            Assert.All(
                layer!.All("circle").Select(Centre),
                c => Assert.True(drawn.Exists(d => Near(d, c)), $"{title}: nothing at {c}")
            );
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_corner_of_a_curve_can_be_pointed_at(int seeds, int children, bool diverged)
    {
        var tables = SyntheticTables.Run(seeds, children, diverged);
        var panels = Panels(Draw(tables));
        var tops = FigureXml
            .DrawAll(tables)
            .Values.SelectMany(svg => XElement.Parse(svg).Panels())
            .DistinctBy(p => p.Of("data-title"))
            .ToDictionary(
                p => p.Of("data-title"),
                p => double.Parse(p.Of("data-area").Split(' ')[1], CultureInfo.InvariantCulture)
            );

        // Long curves, those of eigenvalues, have fewer marks than corners.
        foreach (
            var (title, drawing, layer) in panels.Where(p =>
                !p.Title.StartsWith("Eigenvalues", StringComparison.Ordinal)
            )
        )
        {
            var marks = layer?.All("circle").Select(Centre).ToList() ?? [];
            // What runs out of its panel, as the parent's error at onset 0, is not seen.
            var seen = Corners(drawing).Where(c => c.Y >= tops[title]);
            Assert.All(seen, c => Assert.True(marks.Exists(m => Near(m, c)), $"{title}: no mark at {c}"));
        }
    }

    [Fact]
    public void A_mark_lies_where_the_labels_of_the_axes_say()
    {
        // Times lie at the logarithm of 1 + 10 t.
        var page = Draw(new FigureTables { Onsets = [.. Onsets((0, 0.5), (1, 0.3), (3, 0.2))] });
        var (_, drawing, layer) = Panel(page, "Linearized networks");

        var mark = layer!.All("circle").Single(c => c.Value.Contains("onset time: 3 epochs", StringComparison.Ordinal));
        Assert.Contains("test error: 20 %", mark.Value, StringComparison.Ordinal);
        var (zero, one, three) = (Tick("0"), Tick("1"), Tick("3"));
        Assert.Equal(three, Centre(mark).X, Pixel);
        Assert.Equal(Math.Log(31) / Math.Log(11), (three - zero) / (one - zero), 0.001);
        Assert.Equal(
            Label(drawing, "20", "end", "y"),
            Label(drawing, "50", "end", "y") + Centre(mark).Y - Top(layer!, "50 %"),
            Pixel
        );

        double Tick(string text) => Label(drawing, text, "middle", "x");
    }

    [Fact]
    public void A_mark_on_a_logarithmic_axis_lies_where_its_labels_say()
    {
        double[] velocities = [1, 0.1, 0.01];
        var page = Draw(
            new FigureTables
            {
                KernelVelocities = [.. velocities.Select((v, i) => new KernelVelocityRow(0, i, 1, v, 0.1, 10 * v))],
            }
        );
        var (_, drawing, layer) = Panel(page, "Kernel velocity");

        var decade = Label(drawing, "0.01", "end", "y") - Label(drawing, "0.1", "end", "y");
        Assert.Equal(decade, Top(layer!, ": 0.01 per") - Top(layer!, ": 0.1 per"), Pixel);
        Assert.Equal(2 * decade, Top(layer!, ": 0.01 per") - Top(layer!, ": 1 per"), Pixel);
    }

    [Fact]
    public void A_mark_says_mean_range_and_instances()
    {
        var page = Draw(SyntheticTables.Run(3));
        var expected = SyntheticTables.Run(3).Onsets.Where(o => o.Time == 2).Select(o => 100 * o.ControlError).ToList();

        var mark = Panel(page, "Linearized networks")
            .Layer!.All("circle")
            .Select(c => c.Value)
            .Single(t =>
                t.StartsWith("nonlinear control\n", StringComparison.Ordinal)
                && t.Contains(": 2 epochs", StringComparison.Ordinal)
            );

        Assert.Contains(
            FormattableString.Invariant(
                $"{Round(expected.Average())} % (mean of 3: {Round(expected.Min())} % to {Round(expected.Max())} %)"
            ),
            mark,
            StringComparison.Ordinal
        );
        Assert.EndsWith("control[fashion-mnist,cnn,s{0,1,2},t2,same]", mark, StringComparison.Ordinal);

        static double Round(double value) => Math.Round(value, 2);
    }

    [Fact]
    public void A_cell_of_the_kernel_lies_at_its_two_times()
    {
        // Three times: the map is divided in three, and the labels of the axis stand below the middle of the cells.
        double[] times = [0, 1, 2];
        var tables = new FigureTables
        {
            KernelVelocities = [new(0, 0, 1, 0.3, 0.1, 3), new(0, 1, 1, 0.2, 0.1, 2)],
            KernelDistances =
            [
                .. from a in times from b in times where a <= b select new KernelDistanceRow(0, a, b, (b - a) / 4),
            ],
        };
        var (_, drawing, layer) = Panels(Draw(tables)).Single(p => p is { Title: "Kernel distance", Layer: not null });

        var cell = layer!.All("path").Single(p => p.Value.Contains("epochs 0 and 2", StringComparison.Ordinal));
        Assert.StartsWith("S = 0.5\n", cell.Value, StringComparison.Ordinal);
        var starts = Start()
            .Matches(cell.Get("d")!)
            .Select(m => (X: Of(m, "x"), Y: Of(m, "y"), Wide: Of(m, "wide")))
            .ToList();
        Assert.Equal(2, starts.Count);
        // Time 0 across and 2 up: the first column, the uppermost row; and its mirror image.
        Assert.Equal(Label(drawing, "0", "middle", "x"), starts[0].X + (starts[0].Wide / 2), Pixel);
        Assert.Equal(Label(drawing, "2", "middle", "x"), starts[1].X + (starts[1].Wide / 2), Pixel);
        Assert.True(starts[0].Y < starts[1].Y);
    }

    [Fact]
    public void A_correlation_says_its_interval()
    {
        var (_, _, layer) = Panels(Draw(SyntheticTables.Run(1)))
            .Single(p => p.Title.StartsWith("Rank correlation", StringComparison.Ordinal));

        var rows = SyntheticTables.Run(1).Correlations;
        Assert.Equal(rows.Count, layer!.All("circle").Count());
        Assert.All(
            layer!.All("circle"),
            c => Assert.Matches(@"Spearman .* \[.*, .*\]\nPearson .*\nover 27 seeds and times", c.Value)
        );
    }

    [Fact]
    public void Numbers_that_the_panel_does_not_show_get_no_marks()
    {
        var drawn = FigureXml.DrawAll(new FigureTables { Onsets = [.. Onsets((0, 0.5), (1, 0.3), (4, 0.2))] })[
            "ntk_error.svg"
        ];
        var panel = DrawnFigure.Read(drawn, "x").Panels[0];
        var (x, y) = (new Quantity("x", Scale: Scale.Time), new Quantity("y"));

        // The axis is in percent, of which it shows 16 to 54: a margin of an eighth on either side.
        Assert.Equal(3, Over(50, 30, 20).Count);
        Assert.Equal(2, Over(50, 30, 15).Count);
        Assert.Equal(2, Over(55, 30, 20).Count);
        Assert.Empty(Over(0.5, 0.3, 0.2));

        IReadOnlyList<Mark> Over(params double[] errors)
        {
            double[] times = [0, 1, 4];
            var points = times.Zip(errors).Select(p => new DataPoint(p.First, p.Second, "")).ToList();
            return Marks.OnCurves(new PanelPoints(x, y, [new PointSeries("", points)]), panel);
        }
    }

    [Fact]
    public void The_figures_of_several_networks_have_layers_for_one_family_and_for_several()
    {
        foreach (var datasets in new[] { new[] { "mnist" }, ["cifar10", "mnist"] })
        {
            var (widths, rates) = (SyntheticTables.Widths(3, datasets), SyntheticTables.Rates(3, datasets));
            var data = ReportSample.Of(SyntheticTables.Run(1)) with
            {
                Widths = widths,
                Rates = rates,
                Comparisons =
                [
                    Drawn("width.svg", path => SummaryFigures.Draw(path, widths)),
                    Drawn("rate.svg", path => SummaryFigures.DrawRates(path, rates)),
                ],
            };
            var panels = Panels(ReportXml.Parse(Page.Of(data)).All("section").First(s => s.Get("id") == "across"))
                .ToList();

            // A panel of velocities and one of the advantage for each family; barriers, and when they are gone.
            Assert.Equal(1 + datasets.Length + 2, panels.Count);
            Assert.All(panels, p => AssertMarksAreOnCorners(p));
        }
    }

    private static FigureSource Drawn(string name, Action<string> draw)
    {
        using var folder = new TemporaryFolder();
        draw(folder.File(name));
        return new FigureSource(name, File.ReadAllText(folder.File(name)), $"summary/{name}");
    }

    private static void AssertMarksAreOnCorners((string Title, XElement Drawing, XElement? Layer) panel)
    {
        Assert.NotNull(panel.Layer);
        var marks = panel.Layer.All("circle").Select(Centre).ToList();
        var corners = Corners(panel.Drawing).ToList();
        Assert.All(marks, m => Assert.True(corners.Exists(c => Near(m, c)), $"{panel.Title}: nothing at {m}"));
        Assert.All(corners, c => Assert.True(marks.Exists(m => Near(m, c)), $"{panel.Title}: no mark at {c}"));
    }

    private static IEnumerable<OnsetRow> Onsets(params (double Time, double Error)[] points) =>
        points.Select(p => new OnsetRow(
            0,
            p.Time,
            0,
            0.01,
            p.Error,
            double.NaN,
            double.NaN,
            p.Error,
            p.Error,
            5,
            StillImproving: false,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            Diverged: false
        ));

    private static XElement Draw(FigureTables tables) => ReportXml.Parse(Page.Of(ReportSample.Of(tables)));

    private static IEnumerable<(string Title, XElement Drawing, XElement? Layer)> Panels(XElement page) =>
        page.All("div")
            .Where(d => d.Has("class", "panel"))
            .Select(d => d.Elements().ToList())
            .Select(e => (e[0].Elements().First().Value, e[0], e.ElementAtOrDefault(1)));

    private static (string Title, XElement Drawing, XElement? Layer) Panel(XElement page, string title) =>
        Panels(page).First(p => p.Title == title);

    private static string WithoutSeeds(string title) => title.Split(',')[0];

    // What is drawn in the data area, the largest to which anything is clipped; a legend is clipped too.
    private static IEnumerable<XElement> Data(XElement drawing, string shape)
    {
        var area = drawing
            .All("clipPath")
            .MaxBy(clip => Number(clip.All("rect").Single(), "width") * Number(clip.All("rect").Single(), "height"));
        return drawing
            .All("g")
            .Where(g => g.Get("clip-path") == $"url(#{area?.Get("id")})")
            .SelectMany(g => g.All(shape));
    }

    // The corners of curves: what joins them is drawn with round corners, and nothing else is.
    private static IEnumerable<(double X, double Y)> Corners(XElement drawing) =>
        Data(drawing, "path")
            .Where(p => p.Get("stroke-linejoin") == "round")
            .SelectMany(p => Pair().Matches(p.Get("d")!))
            .Select(m => (Of(m, "x"), Of(m, "y")));

    private static IEnumerable<(double X, double Y)> Drawn(XElement drawing) =>
        Corners(drawing)
            .Concat(Data(drawing, "ellipse").Select(Centre))
            .Concat(Data(drawing, "rect").Select(Middle))
            .Concat(Data(drawing, "path").Where(p => p.Get("stroke-linejoin") != "round").SelectMany(Middles));

    private static (double X, double Y) Middle(XElement rectangle) =>
        (
            Number(rectangle, "x") + (Number(rectangle, "width") / 2),
            Number(rectangle, "y") + (Number(rectangle, "height") / 2)
        );

    // The shapes of one path, each by the mean of its corners.
    private static IEnumerable<(double X, double Y)> Middles(XElement path) =>
        path.Get("d")!
            .Split('M', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Pair().Matches(part).Select(m => (X: Of(m, "x"), Y: Of(m, "y"))).Distinct().ToList())
            .Where(corners => corners.Count > 2)
            .Select(corners => (corners.Average(c => c.X), corners.Average(c => c.Y)));

    private static (double X, double Y) Centre(XElement circle) => (Number(circle, "cx"), Number(circle, "cy"));

    private static bool Near((double X, double Y) a, (double X, double Y) b) =>
        Math.Abs(a.X - b.X) <= Pixel && Math.Abs(a.Y - b.Y) <= Pixel;

    private static double Top(XElement layer, string text) =>
        Centre(layer.All("circle").First(c => c.Value.Contains(text, StringComparison.Ordinal))).Y;

    private static double Label(XElement drawing, string text, string anchor, string axis) =>
        Number(drawing.All("text").First(t => t.Value == text && t.Get("text-anchor") == anchor), axis);

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Get(attribute)!, CultureInfo.InvariantCulture);

    private static double Of(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<x>-?[\d.]+) (?<y>-?[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"M(?<x>[\d.]+) (?<y>[\d.]+)h(?<wide>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();
}
