using ScottPlot.Rendering;

namespace ScottPlot.Grids;

/// <summary>Lines behind the data at the ticks of two axes.</summary>
public sealed class DefaultGrid(IXAxis xAxis, IYAxis yAxis)
{
    public bool IsVisible { get; set; } = true;
    public IXAxis XAxis { get; set; } = xAxis;
    public IYAxis YAxis { get; set; } = yAxis;
    public GridStyle XAxisStyle { get; set; } = new();
    public GridStyle YAxisStyle { get; set; } = new();

    public Color MajorLineColor
    {
        get => XAxisStyle.MajorLineStyle.Color;
        set => XAxisStyle.MajorLineStyle.Color = YAxisStyle.MajorLineStyle.Color = value;
    }

    public Color MinorLineColor
    {
        set => XAxisStyle.MinorLineStyle.Color = YAxisStyle.MinorLineStyle.Color = value;
    }

    public float MajorLineWidth
    {
        set => XAxisStyle.MajorLineStyle.Width = YAxisStyle.MajorLineStyle.Width = value;
    }

    public float MinorLineWidth
    {
        set => XAxisStyle.MinorLineStyle.Width = YAxisStyle.MinorLineStyle.Width = value;
    }

    internal void Render(RenderPack rp)
    {
        if (!IsVisible)
            return;
        Render(rp, XAxis, XAxisStyle);
        Render(rp, YAxis, YAxisStyle);
    }

    private static void Render(RenderPack rp, IAxis axis, GridStyle style)
    {
        if (!style.IsVisible || !axis.HasLimits)
            return;
        CoordinateRange range = new(axis.Min, axis.Max);
        var ticks = axis.TickGenerator.Ticks.Where(tick => range.Contains(tick.Position)).ToArray();
        Draw(style.MinorLineStyle, ticks.Where(tick => !tick.IsMajor));
        Draw(style.MajorLineStyle, ticks.Where(tick => tick.IsMajor));

        void Draw(LineStyle line, IEnumerable<Tick> group)
        {
            var area = rp.DataRect;
            var pixels = group.Select(tick => SvgDocument.Number(axis.GetPixel(tick.Position, area)));
            var (left, right) = (SvgDocument.Number(area.Left), SvgDocument.Number(area.Right));
            var (bottom, top) = (SvgDocument.Number(area.Bottom), SvgDocument.Number(area.Top));
            var segments = pixels.Select(pixel =>
                axis.Edge.IsHorizontal() ? $"M{pixel} {bottom}V{top}" : $"M{left} {pixel}H{right}"
            );
            if (line.CanBeRendered)
                rp.Svg.Path(string.Concat(segments), null, line);
        }
    }
}
