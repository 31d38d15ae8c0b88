using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>Draws a panel by ScottPlot, for paper.</summary>
internal sealed class PanelDrawing
{
    // Of the labels below the columns of a matrix, degrees.
    private const int Slope = 40;
    private const float StartSize = 11;
    private const float EndSize = 7;

    private readonly Panel panel;
    private LegendPanel? legend;

    public PanelDrawing(Panel panel)
    {
        this.panel = panel;
        Plot = Theme.NewPlot(panel.Heading, panel.X.Label, panel.Y.Label);
        foreach (var item in panel.Items)
            Draw(item);
    }

    /// <summary>What is drawn.</summary>
    public Plot Plot { get; }

    /// <summary>Its title.</summary>
    public string Heading => panel.Heading;

    /// <summary>Fits the axes and arranges the legend; the panel can then be drawn.</summary>
    /// <returns>The height that the legend needs in a panel of the given width.</returns>
    public float Finish(int width)
    {
        if (!panel.HasData)
            SayNotMeasured();
        else if (panel.Limits is var (left, right, bottom, top))
            Plot.Axes.SetLimits(panel.X.At(left), panel.X.At(right), panel.Y.At(bottom), panel.Y.At(top));
        else
            Plot.Axes.Margins(0.06, 0.12);
        if (panel.HasData && panel.LimitsY is var (low, high))
            Plot.Axes.SetLimitsY(low, high);
        SetTicks();
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

    private void Draw(PanelItem item)
    {
        switch (item)
        {
            case Curve curve:
                Draw(curve);
                break;
            case Level level:
                Draw(level);
                break;
            case Place place:
                var mark = Plot.Add.VerticalLine(panel.X.At(place.X), 1, Theme.Aside, LinePattern.DenselyDashed);
                mark.LegendText = place.Name;
                break;
            case ZeroLine:
                Plot.Add.HorizontalLine(0, 1, Colors.Black.WithOpacity(0.35));
                break;
            case RunPath path:
                Draw(path);
                break;
            case StartMark start:
                var ring = Plot.Add.Marker(start.X, start.Y, MarkerShape.OpenCircle, StartSize, Colors.Black);
                (ring.MarkerLineWidth, ring.LegendText) = (2, start.Name);
                break;
            case Dots dots:
                Draw(dots);
                break;
            case HeatMap map:
                Draw(map);
                break;
        }
    }

    private void Draw(Curve curve)
    {
        var drawn = panel.Shown(curve.Points);
        if (curve.IsBand)
            DrawBands(curve, drawn);
        else
            DrawBars(curve, drawn);
        var size =
            curve.Style.Marker == Marker.None ? 0
            : curve.IsBand ? Theme.MarkerSize - 1
            : Theme.MarkerSize;
        foreach (var (i, stretch) in panel.Unbroken(curve.Points).Index())
        {
            double[] xs = [.. stretch.Select(p => panel.X.At(p.X))];
            double[] ys = [.. stretch.Select(p => panel.Y.At(p.Mean))];
            var line = Plot.Add.ScatterLine(xs, ys, Theme.ColorOf(curve.Style));
            (line.LineWidth, line.LinePattern, line.LegendText) = (
                Theme.LineWidth,
                Theme.PatternOf(curve.Style.Dash),
                i == 0 ? curve.Name : ""
            );
            line.LineStyle.StrokeJoin = SKStrokeJoin.Round;
            // A line through one point cannot be seen.
            var isAlone = curve.Style.Marker == Marker.None && stretch.Count == 1;
            (line.MarkerShape, line.MarkerSize) = isAlone
                ? (MarkerShape.FilledCircle, Theme.MarkerSize - 1)
                : (Theme.ShapeOf(curve.Style.Marker), size);
        }
    }

    private void DrawBars(Curve curve, IReadOnlyList<CurvePoint> drawn)
    {
        var ranges = drawn.Where(p => p.HasRange).ToList();
        if (ranges.Count == 0)
            return;
        double[] means = [.. ranges.Select(p => panel.Y.At(p.Mean))];
        var bars = Plot.Add.ErrorBar([.. ranges.Select(p => panel.X.At(p.X))], means, new double[means.Length]);
        bars.YErrorNegative = [.. ranges.Select(p => panel.Y.At(p.Mean) - panel.Y.At(p.Low))];
        bars.YErrorPositive = [.. ranges.Select(p => panel.Y.At(p.High) - panel.Y.At(p.Mean))];
        (bars.Color, bars.LineWidth) = (Theme.ColorOf(curve.Style).WithOpacity(0.8), 1.3f);
    }

    private void DrawBands(Curve curve, IReadOnlyList<CurvePoint> drawn)
    {
        foreach (var stretch in Panel.Stretches(drawn))
        {
            var points = drawn.Take(stretch).ToList();
            var band = Plot.Add.FillY(
                [.. points.Select(p => panel.X.At(p.X))],
                [.. points.Select(p => panel.Y.At(p.Low))],
                [.. points.Select(p => panel.Y.At(p.High))]
            );
            band.FillColor = Theme.ColorOf(curve.Style).WithOpacity(Theme.BandOpacity);
            band.LineWidth = 0;
        }
    }

    private void Draw(Level level)
    {
        if (level.Values.Count > 1)
        {
            var (low, high) = (panel.Y.At(level.Values.Min()), panel.Y.At(level.Values.Max()));
            var span = Plot.Add.VerticalSpan(low, high, Theme.Aside.WithOpacity(0.15));
            span.LineStyle.Width = 0;
        }
        var line = Plot.Add.HorizontalLine(
            panel.Y.At(level.Values.Order().Average()),
            1.5f,
            Theme.Aside,
            level.IsDashed ? LinePattern.Dashed : LinePattern.Dotted
        );
        line.LegendText = level.Name;
    }

    private void Draw(RunPath path)
    {
        double[] xs = [.. path.Points.Select(p => panel.X.At(p.X))];
        double[] ys = [.. path.Points.Select(p => panel.Y.At(p.Y))];
        var color = Theme.ColorOf(path.Style);
        var line = Plot.Add.ScatterLine(xs, ys, color);
        (line.LineWidth, line.LinePattern, line.LegendText) = (path.Width, Theme.PatternOf(path.Style.Dash), path.Name);
        line.LineStyle.StrokeJoin = SKStrokeJoin.Round;
        if (path.Style.Marker != Marker.None)
            Plot.Add.Marker(xs[^1], ys[^1], Theme.ShapeOf(path.Style.Marker), EndSize, color);
    }

    private void Draw(Dots dots)
    {
        double[] xs = [.. dots.Points.Select(p => panel.X.At(p.X))];
        double[] ys = [.. dots.Points.Select(p => panel.Y.At(p.Y))];
        var points = Plot.Add.ScatterPoints(xs, ys, Theme.ColorOf(dots.Style));
        (points.MarkerShape, points.MarkerSize, points.LegendText) = (
            Theme.ShapeOf(dots.Style.Marker),
            Theme.MarkerSize,
            dots.Name
        );
        if (dots.LabelNote.Length > 0)
            new DotLabels(Plot, xs, ys).Draw([.. dots.Points.Select(p => p.Label)]);
    }

    private void Draw(HeatMap map)
    {
        Plot.HideGrid();
        Plot.Axes.Right.MinimumSize = panel.X.Slopes ? 10 : 6;
        var colors = new ColorCells(Theme.MapOf(map.Colors), map.Low, map.High);
        foreach (var cell in map.Cells)
        {
            var place = new CoordinateRect(cell.Left, cell.Right, cell.Bottom, cell.Top);
            if (cell.IsGrey)
                ColorCells.Fill(Plot, place, Theme.NoEvidence);
            else
                colors.Draw(Plot, place, cell.Value);
            var color =
                cell.IsGrey ? Theme.Aside
                : Math.Abs(cell.Value) > 0.6 ? Colors.White
                : Colors.Black;
            Write(cell.Text, place, 0.14, 12.5f, color);
            Write(cell.Small, place, -0.26, 9, color);
        }
        colors.AddBar(Plot, map.Label);
    }

    // above: the middle, in heights of a cell.
    private void Write(string words, CoordinateRect place, double above, float size, Color color)
    {
        if (words.Length == 0)
            return;
        var text = Plot.Add.Text(words, place.HorizontalCenter, place.VerticalCenter + above);
        text.Alignment = Alignment.MiddleCenter;
        text.LabelFontSize = size;
        text.LabelFontColor = color;
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

    private void SetTicks()
    {
        if (!panel.HasData)
            return;
        var limits = Plot.Axes.GetLimits();
        Set(Plot.Axes.Bottom, panel.X, limits.Left, limits.Right, 7);
        Set(Plot.Axes.Left, panel.Y, limits.Bottom, limits.Top, 6);
        if (panel.X.Slopes)
            SlopeLabels();
    }

    private static void Set(IAxis drawn, Axis axis, double low, double high, int most)
    {
        if (axis.Ticks.Count > 0)
            drawn.SetTicks([.. axis.Ticks.Select(t => axis.At(t.At))], [.. axis.Ticks.Select(t => t.Label)]);
        else if (axis.Scale == Scale.Logarithmic)
            drawn.TickGenerator = LogTicks.Between(low, high, most);
        else if (axis.Scale == Scale.Time)
            drawn.TickGenerator = TimeTicks.Between(low, high);
    }

    private void SlopeLabels()
    {
        var bottom = Plot.Axes.Bottom;
        bottom.TickLabelStyle.Rotation = -Slope;
        bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        var longest = panel.X.Ticks.Max(tick => FigureFont.Width(tick.Label, Theme.TickSize));
        bottom.MinimumSize = 28 + (longest * MathF.Sin(Slope * MathF.PI / 180));
        Plot.Axes.Left.MinimumSize = 16 + longest;
    }
}
