using System.Text;

namespace ScottPlot.Rendering;

/// <summary>Draws a rectangle divided into cells, as one path per color, with neighbors of one color joined.</summary>
internal static class CellDrawing
{
    /// <summary>Draws cells [row, column], row 0 at the top and column 0 at the left of <paramref name="area"/>.</summary>
    public static void Draw(SvgDocument svg, PixelRect area, Color[,] cells)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        Dictionary<uint, StringBuilder> paths = [];
        List<(Color Color, StringBuilder Path)> order = [];
        for (var row = 0; row < rows; row++)
        {
            for (int column = 0, end; column < columns; column = end)
            {
                var color = cells[row, column];
                for (end = column + 1; end < columns && cells[row, end].Rgba == color.Rgba; end++) { }

                if (!paths.TryGetValue(color.Rgba, out var path))
                {
                    paths[color.Rgba] = path = new();
                    order.Add((color, path));
                }

                path.Append($"M{X(column)} {Y(row)}H{X(end)}V{Y(row + 1)}H{X(column)}Z");
            }
        }

        // Without anti-aliasing the background would shine through between the cells.
        svg.BeginGroup("shape-rendering=\"crispEdges\"");
        foreach (var (color, path) in order)
            svg.Path(path.ToString(), color, null);
        svg.EndGroup();

        string X(int column) => SvgDocument.Number(area.Left + (area.Width * (double)column / columns));
        string Y(int row) => SvgDocument.Number(area.Top + (area.Height * (double)row / rows));
    }
}
