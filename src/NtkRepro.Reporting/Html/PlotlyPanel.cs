using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NtkRepro.Figures;
using Plotly.NET;

namespace NtkRepro.Reporting.Html;

/// <summary>A panel as Plotly draws it on the page; <see cref="PanelDrawing"/> is its like for paper.</summary>
internal sealed class PlotlyPanel
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private const double MarginX = 0.04;
    private const double MarginY = 0.08;

    private PlotlyPanel(string json, IReadOnlyList<AxisSwitch> switches) => (Figure, Switches) = (json, switches);

    /// <summary>Traces and layout, for an element of type <c>application/json</c>.</summary>
    public string Figure { get; }

    /// <summary>The axes whose numbers can lie in two ways.</summary>
    public IReadOnlyList<AxisSwitch> Switches { get; }

    /// <summary>All of plotly.js, which a page needs once: the script that Plotly.NET carries.</summary>
    public static string Script()
    {
        var assembly = typeof(Trace).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(".js", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Describes a panel to Plotly.</summary>
    /// <param name="panel">A panel with data.</param>
    public static PlotlyPanel Of(Figures.Panel panel)
    {
        var x = new PlotlyAxis(panel.X, Values(panel, isX: true), MarginX, Sides(panel.Limits, isX: true));
        var y = new PlotlyAxis(
            panel.Y,
            Values(panel, isX: false),
            MarginY,
            panel.LimitsY ?? Sides(panel.Limits, isX: false)
        );
        var layout = new Layout();
        layout.SetProperty("xaxis", Settings(panel.X, x));
        layout.SetProperty("yaxis", Settings(panel.Y, y));
        layout.SetProperty("shapes", panel.Items.OfType<ZeroLine>().Select(_ => Zero).ToList());
        var figure = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["data"] = PlotlyTraces.Of(panel, x, y).Select(Properties).ToList(),
            ["layout"] = Properties(layout),
        };
        AxisSwitch[] switches = [new("xaxis", panel.X.Quantity, x), new("yaxis", panel.Y.Quantity, y)];
        return new(Json(figure), [.. switches.Where(s => s.Axis.CanSwitch)]);
    }

    private static Dictionary<string, object> Zero { get; } =
        new(StringComparer.Ordinal)
        {
            ["type"] = "line",
            ["xref"] = "paper",
            ["x0"] = 0,
            ["x1"] = 1,
            ["y0"] = 0,
            ["y1"] = 0,
            ["line"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["color"] = "#8A8A8A", ["width"] = 1 },
        };

    private static Dictionary<string, object> Settings(Axis axis, PlotlyAxis drawn)
    {
        var settings = drawn.AsDrawn();
        settings["title"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["text"] = axis.Label };
        if (axis.Slopes)
            settings["tickangle"] = -40;
        return settings;
    }

    private static (double, double)? Sides((double Left, double Right, double Bottom, double Top)? limits, bool isX) =>
        limits is not { } l ? null
        : isX ? (l.Left, l.Right)
        : (l.Bottom, l.Top);

    private static List<double> Values(Figures.Panel panel, bool isX) =>
        [
            .. panel.Items.SelectMany(item =>
                item switch
                {
                    Curve c => panel.Shown(c.Points).SelectMany(p => isX ? (double[])[p.X] : [p.Low, p.Mean, p.High]),
                    Dots d => d.Points.Select(p => isX ? p.X : p.Y),
                    RunPath r => r.Points.Select(p => isX ? p.X : p.Y),
                    Level l when !isX => l.Values,
                    Place p when isX => [p.X],
                    ZeroLine when !isX => [0],
                    _ => Enumerable.Empty<double>(),
                }
            ),
        ];

    /// <summary>A figure, or settings of an axis, as the page's script reads them: without what a browser could take for a tag.</summary>
    public static string Json(Dictionary<string, object> settings) => JsonSerializer.Serialize(settings, Options);

    // In the order in which they were set.
    private static Dictionary<string, object> Properties(DynamicObj.DynamicObj figure) =>
        figure.GetProperties(true).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}

/// <summary>An axis whose numbers can lie in two ways.</summary>
/// <param name="Id">As Plotly calls it.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Axis">Both ways.</param>
internal sealed record AxisSwitch(string Id, string Quantity, PlotlyAxis Axis);
