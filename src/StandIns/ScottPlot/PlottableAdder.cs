using ScottPlot.Panels;
using ScottPlot.Plottables;

namespace ScottPlot;

/// <summary>
/// Makes plottables and adds them to a plot, each in the next of the ten colors of Tableau and Vega unless one is given.
/// </summary>
public sealed class PlottableAdder
{
    private static readonly Color[] Palette =
    [
        Color.FromHex("#1f77b4"),
        Color.FromHex("#ff7f0e"),
        Color.FromHex("#2ca02c"),
        Color.FromHex("#d62728"),
        Color.FromHex("#9467bd"),
        Color.FromHex("#8c564b"),
        Color.FromHex("#e377c2"),
        Color.FromHex("#7f7f7f"),
        Color.FromHex("#bcbd22"),
        Color.FromHex("#17becf"),
    ];

    private readonly Plot _plot;
    private int _nextColor;

    internal PlottableAdder(Plot plot)
    {
        _plot = plot;
    }

    /// <summary>A line through points, without markers.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public Scatter ScatterLine(double[] xs, double[] ys, Color? color = null)
    {
        var scatter = Added(new Scatter(xs, ys, color ?? NextColor()));
        scatter.MarkerSize = 0;
        return scatter;
    }

    /// <summary>Markers without a line.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public Scatter ScatterPoints(double[] xs, double[] ys, Color? color = null)
    {
        var scatter = Added(new Scatter(xs, ys, color ?? NextColor()));
        scatter.LineWidth = 0;
        return scatter;
    }

    /// <summary>A straight line between two points.</summary>
    public LinePlot Line(double x1, double y1, double x2, double y2) =>
        Added(new LinePlot((x1, y1), (x2, y2)) { Color = NextColor() });

    public HorizontalLine HorizontalLine(
        double y,
        float width = 2,
        Color? color = null,
        LinePattern pattern = default
    ) => Added(new HorizontalLine(y, AxisLine.Style(width, color ?? NextColor(), pattern)));

    public VerticalLine VerticalLine(double x, float width = 2, Color? color = null, LinePattern pattern = default) =>
        Added(new VerticalLine(x, AxisLine.Style(width, color ?? NextColor(), pattern)));

    /// <summary>A band between two values of y.</summary>
    public VerticalSpan VerticalSpan(double y1, double y2, Color? color = null) =>
        Added(new VerticalSpan(y1, y2, color ?? NextColor().WithOpacity(.2)));

    /// <summary>The area between two curves.</summary>
    public FillY FillY(double[] xs, double[] ys1, double[] ys2)
    {
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(ys1);
        ArgumentNullException.ThrowIfNull(ys2);
        return Added(new FillY([.. xs.Select((x, i) => (x, ys1[i], ys2[i]))]) { FillColor = NextColor() });
    }

    /// <summary>Bars from y - error to y + error.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public ErrorBar ErrorBar(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> yErrors) =>
        Added(new ErrorBar(xs, ys, yErrors) { Color = NextColor() });

    /// <summary>A matrix [row, column] with row 0 at the top.</summary>
    public Heatmap Heatmap(double[,] intensities) => Added(new Heatmap(intensities));

    /// <summary>A strip beside the data area that explains the colors of a heatmap.</summary>
    public ColorBar ColorBar(IHasColorAxis source, Edge edge = Edge.Right)
    {
        ColorBar bar = new(source, edge);
        _plot.Axes.AddPanel(bar);
        return bar;
    }

    public Text Text(string text, double x, double y) => Added(new Text(x, y) { LabelText = text ?? string.Empty });

    /// <summary>The color that the next plottable will have. An empty plot begins with the first.</summary>
    private Color NextColor()
    {
        if (_plot.PlottableList.Count == 0)
            _nextColor = 0;
        return Palette[_nextColor++ % Palette.Length];
    }

    private T Added<T>(T plottable)
        where T : IPlottable
    {
        _plot.PlottableList.Add(plottable);
        return plottable;
    }
}
