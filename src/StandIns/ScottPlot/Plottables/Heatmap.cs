using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>
/// A matrix [row, column] as a grid of colored cells. Row 0 is at the top; the cell in the lower left has its center at (0, 0) and the
/// cells are 1 by 1, unless an extent is given.
/// </summary>
public sealed class Heatmap(double[,] intensities) : IPlottable, IHasColorAxis
{
    private Range? _dataRange;

    /// <summary>The values; call <see cref="Update"/> after changing them in place.</summary>
    public double[,] Intensities { get; set; } = intensities;
    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public IColormap Colormap { get; set; } = new Colormaps.Viridis();

    /// <summary>The place within each cell at which the cell's coordinates lie.</summary>
    public Alignment CellAlignment { get; set; } = Alignment.MiddleCenter;

    /// <summary>The coordinates of the outermost cells; the drawn area is one cell larger.</summary>
    public CoordinateRect? Extent { get; set; }

    /// <summary>The edges of the drawn area; cannot be read.</summary>
    public CoordinateRect? Rectangle
    {
        set
        {
            if (value is not { } edges)
            {
                Extent = null;
                return;
            }

            var (halfWidth, halfHeight) = (edges.Width / Columns / 2, edges.Height / Rows / 2);
            Extent = new(
                edges.Left + halfWidth,
                edges.Right - halfWidth,
                edges.Bottom + halfHeight,
                edges.Top - halfHeight
            );
        }
    }

    /// <summary>Whether row 0 is at the bottom.</summary>
    public bool FlipVertically { get; set; }

    /// <summary>Whether column 0 is at the right.</summary>
    public bool FlipHorizontally { get; set; }

    public Color NaNCellColor { get; set; } = Colors.Transparent;

    /// <summary>From 0 (transparent) to 1 (opaque).</summary>
    public double Opacity { get; set; } = 1;

    /// <summary>The values at the ends of the colormap, where they are not to be the least and the greatest.</summary>
    public Range? ManualRange { get; set; }

    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    private int Rows => Intensities.GetLength(0);
    private int Columns => Intensities.GetLength(1);

    public Range GetRange() => ManualRange ?? (_dataRange ??= FindRange());

    /// <summary>Takes note that <see cref="Intensities"/> changed.</summary>
    public void Update() => _dataRange = null;

    public AxisLimits GetAxisLimits()
    {
        var extent = GetAlignedExtent();
        return AxisLimits.Around([extent.Left, extent.Right], [extent.Bottom, extent.Top]);
    }

    /// <summary>The drawn area in axis units.</summary>
    public CoordinateRect GetAlignedExtent()
    {
        var rect = Extent ?? new CoordinateRect(0, Columns - 1, 0, Rows - 1);
        var width = Columns > 1 ? rect.Width / (Columns - 1) : 1;
        var height = Rows > 1 ? rect.Height / (Rows - 1) : 1;
        var (x, y) = (CellAlignment.HorizontalFraction(), CellAlignment.VerticalFraction());
        if (rect.IsInvertedX)
            x = 1 - x;
        if (rect.IsInvertedY)
            y = 1 - y;
        return new(
            rect.Left - (x * width),
            rect.Right + ((1 - x) * width),
            rect.Bottom - (y * height),
            rect.Top + ((1 - y) * height)
        );
    }

    void IPlottable.Render(RenderPack rp)
    {
        if (Intensities.Length == 0)
            return;
        var extent = GetAlignedExtent();
        var (x1, x2) = (Axes.GetPixelX(extent.Left), Axes.GetPixelX(extent.Right));
        var (y1, y2) = (Axes.GetPixelY(extent.Bottom), Axes.GetPixelY(extent.Top));

        // An inverted axis or extent turns the area over; the cells then follow their coordinates.
        var flipX = FlipHorizontally ^ x1 > x2;
        var flipY = FlipVertically ^ y2 > y1;
        var range = GetRange();
        var cells = new Color[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var value = Intensities[flipY ? Rows - 1 - row : row, flipX ? Columns - 1 - column : column];
                var color = double.IsNaN(value) ? NaNCellColor : Colormap.GetColor(value, range);
                cells[row, column] = color.WithAlpha((byte)(color.Alpha * Math.Clamp(Opacity, 0, 1)));
            }
        }

        CellDrawing.Draw(rp.Svg, new(Math.Min(x1, x2), Math.Max(x1, x2), Math.Max(y1, y2), Math.Min(y1, y2)), cells);
    }

    private Range FindRange()
    {
        var finite = Intensities.Cast<double>().Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? new(0, 0) : new(finite.Min(), finite.Max());
    }
}
