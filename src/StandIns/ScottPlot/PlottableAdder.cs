using ScottPlot.Panels;
using ScottPlot.Plottables;

namespace ScottPlot;

/// <summary>Makes plottables and adds them to a plot, each in the palette's next color unless one is given.</summary>
public sealed class PlottableAdder(Plot plot)
{
    private int _nextColor;

    public Plot Plot { get; } = plot;
    public IPalette Palette { get; set; } = new Palettes.Category10();

    /// <summary>The color that the next plottable will have. An empty plot begins with the first.</summary>
    public Color GetNextColor(bool incrementCounter = true)
    {
        if (Plot.PlottableList.Count == 0)
            _nextColor = 0;
        var color = Palette.GetColor(_nextColor);
        if (incrementCounter)
            _nextColor++;
        return color;
    }

    public IPlottable Plottable(IPlottable plottable) => Added(plottable);

    /// <summary>Points joined by a line.</summary>
    public Scatter Scatter(double[] xs, double[] ys, Color? color = null) =>
        Added(new Scatter(xs, ys) { Color = color ?? GetNextColor() });

    /// <summary>A single point.</summary>
    public Scatter Scatter(double x, double y, Color? color = null) => Scatter([x], [y], color);

    /// <summary>A line without markers.</summary>
    public Scatter ScatterLine(double[] xs, double[] ys, Color? color = null)
    {
        var scatter = Scatter(xs, ys, color);
        scatter.MarkerSize = 0;
        return scatter;
    }

    /// <summary>Markers without a line.</summary>
    public Scatter ScatterPoints(double[] xs, double[] ys, Color? color = null)
    {
        var scatter = Scatter(xs, ys, color);
        scatter.LineWidth = 0;
        return scatter;
    }

    public LinePlot Line(double x1, double y1, double x2, double y2) => Line(new(x1, y1), new(x2, y2));

    public LinePlot Line(Coordinates start, Coordinates end) =>
        Added(
            new LinePlot
            {
                Start = start,
                End = end,
                Color = GetNextColor(),
            }
        );

    public HorizontalLine HorizontalLine(
        double y,
        float width = 2,
        Color? color = null,
        LinePattern pattern = default
    ) =>
        Added(
            new HorizontalLine
            {
                Y = y,
                LineWidth = width,
                LinePattern = pattern,
                Color = color ?? GetNextColor(),
            }
        );

    public VerticalLine VerticalLine(double x, float width = 2, Color? color = null, LinePattern pattern = default) =>
        Added(
            new VerticalLine
            {
                X = x,
                LineWidth = width,
                LinePattern = pattern,
                Color = color ?? GetNextColor(),
            }
        );

    /// <summary>A band between two values of x.</summary>
    public HorizontalSpan HorizontalSpan(double x1, double x2, Color? color = null) =>
        Shaded(new HorizontalSpan { X1 = x1, X2 = x2 }, color);

    /// <summary>A band between two values of y.</summary>
    public VerticalSpan VerticalSpan(double y1, double y2, Color? color = null) =>
        Shaded(new VerticalSpan { Y1 = y1, Y2 = y2 }, color);

    /// <summary>The area between two curves.</summary>
    public FillY FillY(double[] xs, double[] ys1, double[] ys2)
    {
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(ys1);
        ArgumentNullException.ThrowIfNull(ys2);
        FillY fill = new() { FillColor = GetNextColor() };
        fill.SetDataSource([.. xs.Select((x, i) => (x, ys1[i], ys2[i]))]);
        return Added(fill);
    }

    /// <summary>Bars from y - error to y + error.</summary>
    public ErrorBar ErrorBar(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> yErrors) =>
        Added(new ErrorBar(xs, ys, yErrors) { Color = GetNextColor() });

    /// <summary>A matrix [row, column] with row 0 at the top.</summary>
    public Heatmap Heatmap(double[,] intensities) => Added(new Heatmap(intensities));

    /// <summary>A strip beside the data area that explains the colors of a heatmap.</summary>
    public ColorBar ColorBar(IHasColorAxis source, Edge edge = Edge.Right)
    {
        ColorBar bar = new(source, edge);
        Plot.Axes.AddPanel(bar);
        return bar;
    }

    public Text Text(string text, double x, double y) => Text(text, new Coordinates(x, y));

    public Text Text(string text, Coordinates location) =>
        Added(new Text { LabelText = text ?? string.Empty, Location = location });

    /// <summary>Text in a box that stays at its place in the data area.</summary>
    public Annotation Annotation(string text, Alignment alignment = Alignment.UpperLeft) =>
        Added(
            new Annotation
            {
                Text = text,
                Alignment = alignment,
                LabelBackgroundColor = Colors.Yellow.WithAlpha(.75),
                LabelBorderColor = Colors.Black,
                LabelPadding = 5,
            }
        );

    public BarPlot Bar(Bar bar) => Bars(new List<Bar> { bar });

    public BarPlot Bar(double position, double value, double error = 0) =>
        Bar(
            new Bar
            {
                Position = position,
                Value = value,
                Error = error,
                FillColor = GetNextColor(),
            }
        );

    public BarPlot Bars(Bar[] bars) => Bars(bars.ToList());

    public BarPlot Bars(List<Bar> bars) => Added(new BarPlot(bars));

    /// <summary>Bars at 0, 1, 2 and so on.</summary>
    public BarPlot Bars(double[] values) => Bars(Enumerable.Range(0, values.Length).Select(i => (double)i), values);

    /// <exception cref="ArgumentException">There are not as many positions as values.</exception>
    public BarPlot Bars(IEnumerable<double> positions, IEnumerable<double> values)
    {
        var (places, heights) = (positions.ToArray(), values.ToArray());
        if (places.Length != heights.Length)
            throw new ArgumentException($"{places.Length} positions have {heights.Length} values.", nameof(values));
        var color = GetNextColor();
        var bars = places.Zip(
            heights,
            (position, value) =>
                new Bar
                {
                    Position = position,
                    Value = value,
                    FillColor = color,
                }
        );
        return Bars(bars.ToList());
    }

    private T Shaded<T>(T span, Color? color)
        where T : AxisSpan
    {
        span.FillColor = color ?? GetNextColor().WithAlpha(.2);
        span.LineStyle.Color = span.FillColor.WithAlpha(.5);
        return Added(span);
    }

    private T Added<T>(T plottable)
        where T : IPlottable
    {
        Plot.PlottableList.Add(plottable);
        return plottable;
    }
}
