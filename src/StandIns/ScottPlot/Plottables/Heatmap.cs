using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>
/// A matrix [row, column] as a grid of colored cells; those that are NaN are left empty. Row 0 is at the top; the cell in the lower
/// left has its center at (0, 0) and the cells are 1 by 1, unless an extent is given.
/// </summary>
public sealed class Heatmap : IPlottable, IHasColorAxis
{
    private readonly double[,] _intensities;
    private readonly Range _dataRange;

    internal Heatmap(double[,] intensities)
    {
        _intensities = intensities;
        var finite = intensities.Cast<double>().Where(double.IsFinite).ToArray();
        _dataRange = finite.Length == 0 ? new(0, 0) : new(finite.Min(), finite.Max());
    }

    public IColormap Colormap { get; set; } = new Colormaps.Viridis();

    /// <summary>The centers of the outermost cells; the drawn area is one cell larger.</summary>
    public CoordinateRect? Extent { get; set; }

    /// <summary>Whether row 0 is at the bottom.</summary>
    public bool FlipVertically { get; set; }

    /// <summary>The values at the ends of the colormap, where they are not to be the least and the greatest.</summary>
    public Range? ManualRange { get; set; }

    Range IHasColorAxis.Range => ManualRange ?? _dataRange;

    AxisLimits IPlottable.Limits
    {
        get
        {
            var area = Area();
            return AxisLimits.Around([area.Left, area.Right], [area.Bottom, area.Top]);
        }
    }

    private int Rows => _intensities.GetLength(0);
    private int Columns => _intensities.GetLength(1);

    void IPlottable.Render(RenderPack rp)
    {
        if (_intensities.Length == 0)
            return;
        var area = Area();
        var (x1, x2) = (rp.X(area.Left), rp.X(area.Right));
        var (y1, y2) = (rp.Y(area.Bottom), rp.Y(area.Top));

        // An inverted axis or extent turns the area over; the cells then follow their coordinates.
        var flipX = x1 > x2;
        var flipY = FlipVertically ^ y2 > y1;
        var range = ManualRange ?? _dataRange;
        var cells = new Color[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var value = _intensities[flipY ? Rows - 1 - row : row, flipX ? Columns - 1 - column : column];
                cells[row, column] = double.IsNaN(value)
                    ? Colors.Transparent
                    : Colormap.GetColor(range.Fraction(value));
            }
        }

        CellDrawing.Draw(rp.Svg, new(Math.Min(x1, x2), Math.Max(x1, x2), Math.Max(y1, y2), Math.Min(y1, y2)), cells);
    }

    /// <summary>The drawn area in axis units.</summary>
    private CoordinateRect Area()
    {
        var centers = Extent ?? new CoordinateRect(0, Columns - 1, 0, Rows - 1);
        var x = (Columns > 1 ? (centers.Right - centers.Left) / (Columns - 1) : 1) / 2;
        var y = (Rows > 1 ? (centers.Top - centers.Bottom) / (Rows - 1) : 1) / 2;
        return new(centers.Left - x, centers.Right + x, centers.Bottom - y, centers.Top + y);
    }
}
