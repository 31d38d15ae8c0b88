using ScottPlot.Rendering;

namespace ScottPlot.Grids;

/// <summary>Lines behind the data at the labeled ticks of two axes.</summary>
public sealed class DefaultGrid
{
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly LineStyle _lines = new(1) { Color = Colors.Black.WithOpacity(.1), AntiAlias = false };

    internal DefaultGrid(Axis x, Axis y)
    {
        (_x, _y) = (x, y);
    }

    public Color MajorLineColor
    {
        get => _lines.Color;
        set => _lines.Color = value;
    }

    internal bool IsVisible { get; set; } = true;

    internal void Render(RenderPack rp)
    {
        if (!IsVisible || !_lines.IsVisible)
            return;
        var area = rp.DataRect;
        var (left, right) = (SvgDocument.Number(area.Left), SvgDocument.Number(area.Right));
        var (bottom, top) = (SvgDocument.Number(area.Bottom), SvgDocument.Number(area.Top));
        Draw(_x, x => $"M{x} {bottom}V{top}");
        Draw(_y, y => $"M{left} {y}H{right}");

        void Draw(Axis axis, Func<string, string> line)
        {
            CoordinateRange range = new(axis.Min, axis.Max);
            var pixels = axis
                .Ticks.Where(tick => tick.IsMajor && range.Contains(tick.Position))
                .Select(tick => SvgDocument.Number(axis.GetPixel(tick.Position, area)));
            rp.Svg.Path(string.Concat(pixels.Select(line)), null, _lines);
        }
    }
}
