using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>How the numbers of an axis lie on it.</summary>
public enum Scale
{
    /// <summary>As they are.</summary>
    Linear,

    /// <summary>By their base-10 logarithms.</summary>
    Logarithmic,

    /// <summary>Of times from 0 on: see <see cref="TimeTicks"/>.</summary>
    Time,
}

/// <summary>
/// One panel of a figure. Curves are given in the units of their axes; what a logarithmic axis cannot show is left out. A panel on
/// which nothing was drawn says "not measured".
/// </summary>
internal sealed class Panel(
    string title,
    string xLabel,
    string yLabel,
    Scale xScale = Scale.Linear,
    Scale yScale = Scale.Linear
)
{
    private const string RangeNote =
        "Curves: means. Bars and bands: least to greatest over seeds and pairs of children.";

    private const string IntervalNote = "Bars: paired bootstrap 95 % intervals over test images.";

    private readonly List<string> notes = [];
    private IReadOnlyList<(double X, string Label)> xTicks = [];
    private (double Bottom, double Top)? limitsY;
    private LegendPanel? legend;

    /// <summary>The plot, for what this class has no method for.</summary>
    public Plot Plot { get; } = Theme.NewPlot(title, xLabel, yLabel);

    /// <summary>Puts a letter before the title, by which the panel can be named.</summary>
    public void Letter(char letter)
    {
        Heading = $"({letter}) {Heading}";
        Plot.Title(Heading);
    }

    /// <summary>The title, with the letter where there is one.</summary>
    public string Heading { get; private set; } = title;

    /// <summary>Whether anything was drawn that was measured.</summary>
    public bool HasData { get; set; }

    /// <summary>What the figure says below all panels, in sentences.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Whether the axes fit the data; otherwise the figure sets their limits.</summary>
    public bool FitsData { get; init; } = true;

    /// <summary>A curve with a marker at each point, and a bar over the range where there is one.</summary>
    public void Curve(IReadOnlyList<CurvePoint> points, CurveStyle style, string name)
    {
        var (xs, drawn) = Place(points);
        if (drawn.Count == 0)
            return;
        var ranges = drawn.Index().Where(p => p.Item.HasRange).ToList();
        if (ranges.Count > 0)
        {
            double[] means = [.. ranges.Select(p => Y(p.Item.Mean))];
            var bars = Plot.Add.ErrorBar([.. ranges.Select(p => xs[p.Index])], means, new double[means.Length]);
            bars.YErrorNegative = [.. ranges.Select(p => Y(p.Item.Mean) - Y(p.Item.Low))];
            bars.YErrorPositive = [.. ranges.Select(p => Y(p.Item.High) - Y(p.Item.Mean))];
            (bars.Color, bars.LineWidth) = (style.Color.WithOpacity(0.8), 1.3f);
            Note(ranges.Exists(p => p.Item.IsInterval) ? IntervalNote : RangeNote);
        }
        Line(points, drawn, style, name, style.Marker, Theme.MarkerSize);
    }

    /// <summary>A curve of many points, without markers unless it has one alone, and a band over the range where there is one.</summary>
    public void Band(IReadOnlyList<CurvePoint> points, CurveStyle style, string name) =>
        Spread(points, style with { Marker = MarkerShape.None }, name);

    /// <summary>A curve with markers, and a band over the range: for many curves, whose bars could not be told apart.</summary>
    public void Spread(IReadOnlyList<CurvePoint> points, CurveStyle style, string name)
    {
        var (xs, drawn) = Place(points);
        if (drawn.Count == 0)
            return;
        foreach (var run in Runs(drawn))
        {
            var band = Plot.Add.FillY(
                xs[run],
                [.. drawn.Take(run).Select(p => Y(p.Low))],
                [.. drawn.Take(run).Select(p => Y(p.High))]
            );
            band.FillColor = style.Color.WithOpacity(Theme.BandOpacity);
            band.LineWidth = 0;
            Note(RangeNote);
        }
        Line(points, drawn, style, name, style.Marker, style.Marker == MarkerShape.None ? 0 : Theme.MarkerSize - 1);
    }

    /// <summary>A level across the panel: the mean of the values, and the range behind it where there are several.</summary>
    public void Level(IReadOnlyList<double> values, string name, bool dashed = false)
    {
        var finite = values.Where(v => double.IsFinite(v) && (yScale == Scale.Linear || v > 0)).ToList();
        if (finite.Count == 0)
            return;
        if (finite.Count > 1)
        {
            var span = Plot.Add.VerticalSpan(Y(finite.Min()), Y(finite.Max()), Theme.Aside.WithOpacity(0.15));
            span.LineStyle.Width = 0;
        }
        var line = Plot.Add.HorizontalLine(
            Y(finite.Order().Average()),
            1.5f,
            Theme.Aside,
            dashed ? LinePattern.Dashed : LinePattern.Dotted
        );
        line.LegendText = name;
    }

    /// <summary>A place of the horizontal axis, marked over the whole height.</summary>
    public void Place(double x, string name)
    {
        var line = Plot.Add.VerticalLine(X(x), 1, Theme.Aside, LinePattern.DenselyDashed);
        line.LegendText = name;
    }

    /// <summary>A thin line at zero, where the sign is what matters.</summary>
    public void Zero() => Plot.Add.HorizontalLine(0, 1, Colors.Black.WithOpacity(0.35));

    /// <summary>A sentence below the figure, once.</summary>
    public void Note(string text)
    {
        if (!notes.Contains(text))
            notes.Add(text);
    }

    /// <summary>Names what was left out, if anything was.</summary>
    public void LeftOut(int count, string what, string? several = null)
    {
        if (count > 0)
            Note($"{count} diverged {(count == 1 ? what : several ?? what + "s")} left out.");
    }

    /// <summary>Shows a part of the vertical axis alone: what lies above runs out of the panel.</summary>
    public void LimitY(double bottom, double top) => limitsY = (bottom, top);

    /// <summary>Labels places of the horizontal axis by hand.</summary>
    public void LabelX(IReadOnlyList<(double X, string Label)> ticks) => xTicks = ticks;

    /// <summary>The place of a value on the horizontal axis.</summary>
    public double X(double value) =>
        xScale switch
        {
            Scale.Time => TimeTicks.Place(value),
            Scale.Logarithmic => Math.Log10(value),
            _ => value,
        };

    /// <summary>The place of a value on the vertical axis.</summary>
    private double Y(double value) => yScale == Scale.Linear ? value : Math.Log10(value);

    /// <summary>Fits the axes and arranges the legend; the panel can then be drawn.</summary>
    /// <returns>The height that the legend needs in a panel of the given width.</returns>
    public float Finish(int width)
    {
        if (!HasData)
            SayNotMeasured();
        else if (FitsData)
            Plot.Axes.Margins(0.06, 0.12);
        if (HasData && limitsY is var (bottom, top))
            Plot.Axes.SetLimitsY(bottom, top);
        SetLogTicks();
        legend = Plot.ShowLegend(Edge.Bottom);
        legend.Alignment = Alignment.UpperCenter;
        legend.Padding = new PixelPadding(0, 4);
        return Theme.LegendHeight(Plot.Legend, width - Theme.AxisWidth);
    }

    /// <summary>Keeps a height for the legend, so that the panels of a row line up.</summary>
    public void KeepForLegend(float height)
    {
        if (legend is not null)
            (legend.MinimumSize, legend.MaximumSize) = (height, height);
    }

    private void SayNotMeasured()
    {
        Plot.HideGrid();
        Plot.Axes.SetLimits(0, 1, 0, 1);
        Plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        Plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        var text = Plot.Add.Text("not measured", 0.5, 0.5);
        text.Alignment = Alignment.MiddleCenter;
        text.LabelFontColor = Theme.Aside;
    }

    private void SetLogTicks()
    {
        if (!HasData)
            return;
        var limits = Plot.Axes.GetLimits();
        if (xTicks.Count > 0)
            Plot.Axes.Bottom.SetTicks([.. xTicks.Select(t => X(t.X))], [.. xTicks.Select(t => t.Label)]);
        else if (xScale == Scale.Logarithmic)
            Plot.Axes.Bottom.TickGenerator = LogTicks.Between(limits.Left, limits.Right, 7);
        else if (xScale == Scale.Time)
            Plot.Axes.Bottom.TickGenerator = TimeTicks.Between(limits.Left, limits.Right);
        if (yScale == Scale.Logarithmic)
            Plot.Axes.Left.TickGenerator = LogTicks.Between(limits.Bottom, limits.Top, 6);
    }

    private (double[] Xs, List<CurvePoint> Points) Place(IReadOnlyList<CurvePoint> points)
    {
        var drawn = points
            .Where(p => !p.IsMissing)
            .Where(p => (xScale != Scale.Logarithmic || p.X > 0) && (yScale == Scale.Linear || p.Low > 0))
            .ToList();
        HasData |= drawn.Count > 0;
        return ([.. drawn.Select(p => X(p.X))], drawn);
    }

    /// <summary>Draws a line through the points that breaks where one is missing, with markers on all of them.</summary>
    private void Line(
        IReadOnlyList<CurvePoint> points,
        List<CurvePoint> drawn,
        CurveStyle style,
        string name,
        MarkerShape marker,
        float size
    )
    {
        var missing = points.Where(p => p.IsMissing).Select(p => p.X).ToList();
        var stretches = drawn.GroupBy(p => missing.Count(x => x < p.X)).OrderBy(g => g.Key);
        foreach (var (i, stretch) in stretches.Index())
        {
            double[] xs = [.. stretch.Select(p => X(p.X))];
            double[] ys = [.. stretch.Select(p => Y(p.Mean))];
            var curve = Plot.Add.ScatterLine(xs, ys, style.Color);
            (curve.LineWidth, curve.LinePattern, curve.LegendText) = (
                Theme.LineWidth,
                style.Pattern,
                i == 0 ? name : ""
            );
            curve.LineStyle.StrokeJoin = SKStrokeJoin.Round;
            // A line through one point cannot be seen.
            var isAlone = marker == MarkerShape.None && stretch.Count() == 1;
            (curve.MarkerShape, curve.MarkerSize) = isAlone
                ? (MarkerShape.FilledCircle, Theme.MarkerSize - 1)
                : (marker, size);
        }
    }

    /// <summary>The longest stretches of points that have a range: a band has no width in between.</summary>
    private static IEnumerable<System.Range> Runs(List<CurvePoint> points)
    {
        for (int start = 0, end; start < points.Count; start = end + 1)
        {
            for (end = start; end < points.Count && points[end].HasRange; end++) { }
            if (end - start > 1)
                yield return new System.Range(start, end);
        }
    }
}
