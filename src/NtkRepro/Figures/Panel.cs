namespace NtkRepro.Figures;

/// <summary>
/// One panel of a figure: what is in it, in the units of its axes. It knows nothing of how it is drawn; <see cref="PanelDrawing"/> draws it
/// for paper, the report for its page. A panel in which nothing was measured says so.
/// </summary>
/// <param name="title">Its title.</param>
/// <param name="xAxis">The horizontal axis.</param>
/// <param name="yAxis">The vertical axis.</param>
public sealed class Panel(string title, Axis xAxis, Axis yAxis)
{
    private const string RangeNote =
        "Curves: means. Bars and bands: least to greatest over seeds and pairs of children.";

    private const string IntervalNote = "Bars: paired bootstrap 95 % intervals over test images.";

    private readonly List<PanelItem> items = [];
    private readonly List<string> notes = [];

    /// <summary>A panel of linear axes, or others.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="xLabel">The label of the horizontal axis.</param>
    /// <param name="yLabel">The label of the vertical axis.</param>
    /// <param name="xScale">How numbers lie on the horizontal axis.</param>
    /// <param name="yScale">How they lie on the vertical one.</param>
    public Panel(string title, string xLabel, string yLabel, Scale xScale = Scale.Linear, Scale yScale = Scale.Linear)
        : this(title, new Axis(xLabel, xScale), new Axis(yLabel, yScale)) { }

    /// <summary>The title, with the letter where there is one.</summary>
    public string Heading => Letter is { } letter ? $"({letter}) {title}" : title;

    /// <summary>The title alone.</summary>
    public string Title => title;

    /// <summary>Before the title, so that the panel can be named.</summary>
    public char? Letter { get; set; }

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; set; } = xAxis;

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; set; } = yAxis;

    /// <summary>What is in it.</summary>
    public IReadOnlyList<PanelItem> Items => items;

    /// <summary>What the figure says below all panels, in sentences.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The part of the plane that is shown; null where the axes fit the data.</summary>
    public (double Left, double Right, double Bottom, double Top)? Limits { get; set; }

    /// <summary>The part of the vertical axis that is shown; null where it fits the data. What lies above runs out of the panel.</summary>
    public (double Bottom, double Top)? LimitsY { get; set; }

    /// <summary>Whether anything is in it that was measured.</summary>
    public bool HasData =>
        items.Exists(item =>
            item is Figures.Curve or RunPath or HeatMap { Cells.Count: > 0 } or Dots { Points.Count: > 0 }
        );

    /// <summary>A curve with a marker at each point, and a bar over the range where there is one.</summary>
    public void Curve(IReadOnlyList<CurvePoint> points, CurveStyle style, string name, string? group = null)
    {
        var ranges = Shown(points).Where(p => p.HasRange).ToList();
        Add(new Figures.Curve(name, style, points, IsBand: false) { Group = group ?? name });
        if (ranges.Count > 0)
            Note(ranges.Exists(p => p.IsInterval) ? IntervalNote : RangeNote);
    }

    /// <summary>Curves of the same quantity, each in a style of its own, also where one of them has no points.</summary>
    public void Curves(IEnumerable<(string Name, IReadOnlyList<CurvePoint> Points)> curves)
    {
        foreach (var (i, (name, points)) in curves.Index().Where(c => c.Item.Points.Any(p => !p.IsMissing)))
            Curve(points, Theme.Series(i), name);
    }

    /// <summary>A curve of many points, without markers unless it has one alone, and a band over the range where there is one.</summary>
    public void Band(IReadOnlyList<CurvePoint> points, CurveStyle style, string name, string? group = null) =>
        Spread(points, style with { Marker = Marker.None }, name, group);

    /// <summary>A curve with markers, and a band over the range: for many curves, whose bars could not be told apart.</summary>
    public void Spread(IReadOnlyList<CurvePoint> points, CurveStyle style, string name, string? group = null)
    {
        Add(new Figures.Curve(name, style, points, IsBand: true) { Group = group ?? name });
        if (Stretches(Shown(points)).Any())
            Note(RangeNote);
    }

    /// <summary>A level across the panel: the mean of the values, and the range behind it where there are several.</summary>
    public void Level(IReadOnlyList<double> values, string name, bool dashed = false)
    {
        var finite = values.Where(Y.Shows).ToList();
        if (finite.Count > 0)
            items.Add(new Figures.Level(name, finite, dashed));
    }

    /// <summary>A place of the horizontal axis, marked over the whole height.</summary>
    public void Place(double x, string name) => items.Add(new Figures.Place(name, x));

    /// <summary>A thin line at zero, where the sign is what matters.</summary>
    public void Zero() => items.Add(new ZeroLine());

    /// <summary>Anything else. A curve of which nothing can be shown is left out.</summary>
    public void Add(PanelItem item)
    {
        if (item is not Figures.Curve curve || Shown(curve.Points).Count > 0)
            items.Add(item);
    }

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

    /// <summary>The points that were measured and that the axes can show.</summary>
    public IReadOnlyList<CurvePoint> Shown(IReadOnlyList<CurvePoint> points) =>
        [.. points.Where(p => !p.IsMissing && X.Shows(p.X) && Y.Shows(p.Low))];

    /// <summary>The longest stretches of points that have a range: a band has no width in between.</summary>
    public static IEnumerable<Range> Stretches(IReadOnlyList<CurvePoint> points)
    {
        for (int start = 0, end; start < points.Count; start = end + 1)
        {
            for (end = start; end < points.Count && points[end].HasRange; end++) { }
            if (end - start > 1)
                yield return new Range(start, end);
        }
    }

    /// <summary>The points between which a curve does not break: it does where one is missing.</summary>
    public IEnumerable<IReadOnlyList<CurvePoint>> Unbroken(IReadOnlyList<CurvePoint> points)
    {
        var missing = points.Where(p => p.IsMissing).Select(p => p.X).ToList();
        return Shown(points)
            .GroupBy(p => missing.Count(x => x < p.X))
            .OrderBy(g => g.Key)
            .Select(g => (IReadOnlyList<CurvePoint>)[.. g]);
    }
}
