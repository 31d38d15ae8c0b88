using NtkRepro.Figures;
using Plotly.NET;

namespace NtkRepro.Reporting.Html;

/// <summary>
/// What lies in a panel as traces of Plotly. Of each point <c>customdata</c> says what is told of it: its place, its value with the range
/// about it, and where it comes from. <c>meta</c> names what is shown and hidden together.
/// </summary>
internal sealed class PlotlyTraces
{
    private const double BandOpacity = 0.2;
    private const string Grey = "#767676";

    // By markers and dashes, in their order.
    private static readonly string[] Symbols =
    [
        "",
        "circle",
        "square",
        "triangle-up",
        "diamond",
        "triangle-down",
        "circle-open",
        "square-open",
        "triangle-up-open",
        "diamond-open",
    ];
    private static readonly string[] Dashes = ["solid", "5px,3px", "dot", "9px,4px"];

    private readonly Figures.Panel panel;
    private readonly PlotlyAxis x;
    private readonly PlotlyAxis y;
    private readonly (double Low, double High) width;
    private readonly (double Low, double High) height;

    private PlotlyTraces(Figures.Panel panel, PlotlyAxis x, PlotlyAxis y)
    {
        (this.panel, this.x, this.y) = (panel, x, y);
        (width, height) = (Edges(x), Edges(y));
    }

    /// <summary>The traces of a panel, in the order of drawing.</summary>
    public static IReadOnlyList<Trace> Of(Figures.Panel panel, PlotlyAxis x, PlotlyAxis y)
    {
        var traces = new PlotlyTraces(panel, x, y);
        return [.. panel.Items.SelectMany(traces.Of)];
    }

    // The numbers at the ends of the axis as it is drawn.
    private static (double, double) Edges(PlotlyAxis axis)
    {
        var settings = axis.AsDrawn();
        if (settings.GetValueOrDefault("range") is not double[] range)
            return (0, 1);
        return (string)settings["type"] == "log"
            ? (Math.Pow(10, range[0]), Math.Pow(10, range[1]))
            : (range[0], range[1]);
    }

    private IEnumerable<Trace> Of(PanelItem item) =>
        item switch
        {
            Curve curve => [.. Bands(curve), Line(curve)],
            Level level => Of(level),
            Place place =>
            [
                Straight(place, [x.At(place.X), x.At(place.X)], [height.Low, height.High], Dash.DenselyDashed),
            ],
            RunPath path => [Of(path)],
            StartMark start => [Of(start)],
            Dots dots => [Of(dots)],
            HeatMap map => Of(map),
            _ => [],
        };

    private Trace Line(Curve curve)
    {
        var shown = panel.Shown(curve.Points).ToHashSet();
        // What is missing breaks the curve; what the axes cannot show does not.
        var points = curve.Points.Where(p => p.IsMissing || shown.Contains(p)).ToList();
        var trace = New("scatter", curve);
        Set(
            trace,
            ("mode", curve.Style.Marker == Marker.None ? "lines" : "lines+markers"),
            ("x", points.ConvertAll(p => Numbers.Short(x.At(p.X)))),
            ("y", points.ConvertAll(p => p.IsMissing ? null : (double?)Numbers.Short(p.Mean))),
            ("line", LineOf(curve.Style.Color, 2, curve.Style.Dash)),
            ("marker", MarkerOf(curve.Style, curve.IsBand ? 6 : 7)),
            (
                "customdata",
                points.ConvertAll(p =>
                    p.IsMissing ? ["", "", ""] : (string[])[panel.X.Text(p.X), panel.Y.Text(p), p.Source]
                )
            )
        );
        // A line through one point cannot be seen.
        if (curve.Style.Marker == Marker.None && shown.Count == 1)
            Set(trace, ("mode", "markers"), ("marker", MarkerOf(curve.Style with { Marker = Marker.Circle }, 6)));
        if (!curve.IsBand && points.Exists(p => p.HasRange))
            Set(trace, ("error_y", Bars(curve, points)));
        return trace;
    }

    private static Dictionary<string, object> Bars(Curve curve, List<CurvePoint> points) =>
        new(StringComparer.Ordinal)
        {
            ["type"] = "data",
            ["symmetric"] = false,
            ["array"] = points.ConvertAll(p => p.HasRange ? Numbers.Short(p.High - p.Mean) : 0),
            ["arrayminus"] = points.ConvertAll(p => p.HasRange ? Numbers.Short(p.Mean - p.Low) : 0),
            ["color"] = curve.Style.Color,
            ["thickness"] = 1.3,
            ["width"] = 3,
        };

    private IEnumerable<Trace> Bands(Curve curve)
    {
        if (!curve.IsBand)
            yield break;
        var shown = panel.Shown(curve.Points);
        foreach (var stretch in Figures.Panel.Stretches(shown))
        {
            var points = shown.Take(stretch).ToList();
            List<double> there = points.ConvertAll(p => x.At(p.X));
            yield return Area(
                curve,
                [.. there, .. Enumerable.Reverse(there)],
                [.. points.Select(p => p.High), .. Enumerable.Reverse(points).Select(p => p.Low)],
                Translucent(curve.Style.Color)
            );
        }
    }

    private IEnumerable<Trace> Of(Level level)
    {
        var (low, high) = (level.Values.Min(), level.Values.Max());
        double[] across = [width.Low, width.High];
        if (level.Values.Count > 1)
            yield return Area(level, [.. across, across[1], across[0]], [low, low, high, high], Translucent(Grey));
        var mean = level.Values.Order().Average();
        var text =
            level.Values.Count > 1
                ? $"{panel.Y.Text(mean)} (mean of {level.Values.Count}: {panel.Y.Text(low)} to {panel.Y.Text(high)})"
                : panel.Y.Text(mean);
        var line = Straight(level, across, [mean, mean], level.IsDashed ? Dash.Dashed : Dash.Dotted);
        Set(line, ("customdata", new[] { ["everywhere", text, ""], new[] { "everywhere", text, "" } }));
        yield return line;
    }

    private Trace Of(RunPath path)
    {
        var trace = New("scatter", path);
        var last = path.Points.Count - 1;
        Set(
            trace,
            ("mode", "lines+markers"),
            ("x", Rounded(path.Points.Select(p => x.At(p.X)))),
            ("y", Rounded(path.Points.Select(p => y.At(p.Y)))),
            ("line", LineOf(path.Style.Color, path.Width, path.Style.Dash)),
            (
                "marker",
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["color"] = path.Style.Color,
                    ["symbol"] = "square",
                    ["opacity"] = 1,
                    ["line"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["width"] = 0 },
                    ["size"] = path.Points.Select((_, i) => i == last ? 7 : 0).ToList(),
                }
            ),
            (
                "customdata",
                path.Points.Select(p => new[] { p.Label, $"{Numbers.Text(p.X)}, {Numbers.Text(p.Y)}", path.Source })
                    .ToList()
            )
        );
        return trace;
    }

    private static Trace Of(StartMark start)
    {
        var trace = New("scatter", start);
        var style = new CurveStyle("#000000", Marker.OpenCircle, Dash.Solid);
        Set(
            trace,
            ("mode", "markers"),
            ("x", Rounded([start.X])),
            ("y", Rounded([start.Y])),
            ("marker", MarkerOf(style, 11)),
            ("hoverinfo", "skip")
        );
        return trace;
    }

    private Trace Of(Dots dots)
    {
        var trace = New("scatter", dots);
        Set(
            trace,
            ("mode", "markers"),
            ("x", Rounded(dots.Points.Select(p => x.At(p.X)))),
            ("y", Rounded(dots.Points.Select(p => y.At(p.Y)))),
            ("marker", MarkerOf(dots.Style, 8)),
            ("customdata", dots.Points.Select(p => new[] { panel.X.Text(p.X), panel.Y.Text(p.Y), p.Note }).ToList())
        );
        return trace;
    }

    // What is grey is a map of its own.
    private IEnumerable<Trace> Of(HeatMap map)
    {
        // All of one grid: Plotly takes the edges of a cell from those beside it.
        var columns = map.Cells.Select(c => c.X).Distinct().Order().ToList();
        var rows = map.Cells.Select(c => c.Y).Distinct().Order().ToList();
        foreach (var cells in map.Cells.GroupBy(c => c.IsGrey).OrderBy(g => g.Key))
        {
            var at = cells.ToDictionary(c => (c.X, c.Y));
            var trace = New("heatmap", map);
            Set(
                trace,
                ("x", Rounded(columns)),
                ("y", Rounded(rows)),
                ("z", Matrix(c => (object?)Numbers.Short(c.Value), null)),
                ("zmin", map.Low),
                ("zmax", map.High > map.Low ? map.High : map.Low + 1),
                ("colorscale", ColorsOf(map.Colors, cells.Key)),
                ("showscale", !cells.Key),
                (
                    "customdata",
                    Matrix(c => new[] { Where(c), $"{Numbers.Text(c.Value)}", c.Note }, Array.Empty<string>())
                )
            );
            if (!cells.Key)
                Set(trace, ("colorbar", BarOf(map)));
            if (cells.Any(c => c.Text.Length > 0))
                Set(trace, ("text", Matrix(c => c.Text, "")), ("texttemplate", "%{text}"));
            yield return trace;

            List<List<object?>> Matrix(Func<Cell, object?> of, object? none) =>
                rows.ConvertAll(row =>
                    columns.ConvertAll(column => at.TryGetValue((column, row), out var c) ? of(c) : none)
                );
        }
    }

    private string Where(Cell cell) =>
        panel.X.Ticks.Count > 0 ? "" : $"{panel.X.Text(cell.X)} and {panel.Y.Text(cell.Y)}";

    private static object ColorsOf(ColorScale colors, bool isGrey) =>
        isGrey ? new object[] { Stop(0, "#E8E8E8"), Stop(1, "#E8E8E8") }
        : colors == ColorScale.Viridis ? "Viridis"
        : new object[] { Stop(0, "#0A5490"), Stop(0.5, "#FFFFFF"), Stop(1, "#A83A00") };

    private static object[] Stop(double at, string color) => [at, color];

    private static Dictionary<string, object> BarOf(HeatMap map) =>
        new(StringComparer.Ordinal)
        {
            ["title"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["text"] = map.Label,
                ["side"] = "right",
            },
            ["thickness"] = 14,
            ["outlinewidth"] = 0,
        };

    private static Trace Straight(PanelItem item, double[] xs, double[] ys, Dash dash) =>
        Silent(item, xs, ys, ("line", LineOf(Grey, 1.5, dash)));

    private static Trace Area(PanelItem item, double[] xs, double[] ys, string color)
    {
        var trace = Silent(
            item,
            xs,
            ys,
            ("fill", "toself"),
            ("fillcolor", color),
            ("line", new Dictionary<string, object>(StringComparer.Ordinal) { ["width"] = 0 })
        );
        Set(trace, ("showlegend", false));
        return trace;
    }

    // Of which the pointer finds nothing.
    private static Trace Silent(PanelItem item, double[] xs, double[] ys, params (string, object)[] look)
    {
        var trace = New("scatter", item);
        Set(trace, [("mode", "lines"), ("x", Rounded(xs)), ("y", Rounded(ys)), .. look, ("hoverinfo", "skip")]);
        return trace;
    }

    private static Trace New(string type, PanelItem item)
    {
        var trace = new Trace(type);
        Set(trace, ("name", item.Name), ("meta", item.Group), ("showlegend", item.Name.Length > 0));
        if (type == "scatter")
            Set(trace, ("hoverinfo", "none"));
        if (item.IsHidden)
            Set(trace, ("visible", "legendonly"));
        return trace;
    }

    private static void Set(Trace trace, params (string Name, object Value)[] properties)
    {
        foreach (var (name, value) in properties)
            trace.SetProperty(name, value);
    }

    private static Dictionary<string, object> LineOf(string color, double width, Dash dash) =>
        new(StringComparer.Ordinal)
        {
            ["color"] = color,
            ["width"] = width,
            ["dash"] = Dashes[(int)dash],
        };

    private static Dictionary<string, object> MarkerOf(CurveStyle style, double size) =>
        new(StringComparer.Ordinal)
        {
            ["color"] = style.Color,
            ["symbol"] = Symbols[(int)style.Marker],
            ["size"] = size,
        };

    private static List<double> Rounded(IEnumerable<double> values) => [.. values.Select(Numbers.Short)];

    private static string Translucent(string color)
    {
        var rgb = Convert.ToInt32(color[1..], 16);
        return FormattableString.Invariant($"rgba({rgb >> 16},{(rgb >> 8) & 255},{rgb & 255},{BandOpacity})");
    }
}
