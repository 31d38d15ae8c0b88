using SkiaSharp;

namespace NtkRepro.Data.Sources;

/// <summary>The outline of a character as straight edges, in units of the typeface's design, y downwards.</summary>
/// <param name="Edges">Each from its start to its end.</param>
/// <remarks>
/// Read at the size of the design, without hints, so that coordinates are those of the font's file. All that follows is arithmetic in double
/// precision, which is the same on every processor; Skia's own drawing is not promised to be.
/// </remarks>
internal sealed record Outline(IReadOnlyList<(double X1, double Y1, double X2, double Y2)> Edges)
{
    // Into so many edges a curve is cut.
    private const int Pieces = 16;

    /// <summary>The outline of a character; null where the typeface does not have it, or nothing is drawn for it.</summary>
    public static Outline? Of(SKTypeface typeface, char character)
    {
        using var font = new SKFont(typeface, typeface.UnitsPerEm)
        {
            Hinting = SKFontHinting.None,
            Subpixel = true,
            LinearMetrics = true,
            Embolden = false,
        };
        var glyph = font.GetGlyph(character);
        using var path = glyph == 0 ? null : font.GetGlyphPath(glyph);
        if (path is null || path.IsEmpty)
            return null;
        var edges = new List<(double, double, double, double)>();
        using var verbs = path.CreateRawIterator();
        var points = new SKPoint[4];
        (double X, double Y) start = default;
        (double X, double Y) at = default;
        for (var verb = verbs.Next(points); verb != SKPathVerb.Done; verb = verbs.Next(points))
        {
            switch (verb)
            {
                case SKPathVerb.Move:
                    To(start);
                    (start, at) = ((points[0].X, points[0].Y), (points[0].X, points[0].Y));
                    break;
                case SKPathVerb.Line:
                    To((points[1].X, points[1].Y));
                    break;
                case SKPathVerb.Quad:
                    Curve(points[0], points[1], points[1], points[2], isCubic: false);
                    break;
                case SKPathVerb.Cubic:
                    Curve(points[0], points[1], points[2], points[3], isCubic: true);
                    break;
                case SKPathVerb.Close:
                    To(start);
                    break;
                default:
                    throw new InvalidDataException(
                        $"{typeface.FamilyName}: an outline with a {verb}, which fonts do not have"
                    );
            }
        }
        To(start);
        return edges.Count == 0 ? null : new Outline(edges);

        void To((double X, double Y) next)
        {
            if (next != at)
                edges.Add((at.X, at.Y, next.X, next.Y));
            at = next;
        }

        void Curve(SKPoint a, SKPoint b, SKPoint c, SKPoint d, bool isCubic)
        {
            for (var i = 1; i <= Pieces; i++)
            {
                var t = (double)i / Pieces;
                var s = 1 - t;
                To(
                    isCubic
                        ? (Cubic(a.X, b.X, c.X, d.X, s, t), Cubic(a.Y, b.Y, c.Y, d.Y, s, t))
                        : (Quadratic(a.X, b.X, d.X, s, t), Quadratic(a.Y, b.Y, d.Y, s, t))
                );
            }
        }
    }

    /// <summary>The outline turned, then sheared: x + shear · y.</summary>
    /// <param name="turn">The tangent of half the angle, of which sine and cosine follow by divisions alone.</param>
    /// <param name="shear">Pixels to the right for each downwards.</param>
    public Outline Varied(double turn, double shear)
    {
        var length = 1 + (turn * turn);
        var (cosine, sine) = ((1 - (turn * turn)) / length, 2 * turn / length);
        return new Outline([.. Edges.Select(e => (X(e.X1, e.Y1), Y(e.X1, e.Y1), X(e.X2, e.Y2), Y(e.X2, e.Y2)))]);

        double Y(double x, double y) => (sine * x) + (cosine * y);
        double X(double x, double y) => (cosine * x) - (sine * y) + (shear * Y(x, y));
    }

    /// <summary>
    /// Draws it in white on black, its longer side as long as the image but for a margin, in the middle. A pixel is as white as the share of 8 × 8
    /// points within it that the outline goes round (the nonzero rule).
    /// </summary>
    /// <param name="size">The side of the image.</param>
    /// <param name="margin">Pixels on each side of the longer side.</param>
    public byte[] Draw(int size, double margin)
    {
        const int points = 8;
        var (left, right) = (Edges.Min(e => Math.Min(e.X1, e.X2)), Edges.Max(e => Math.Max(e.X1, e.X2)));
        var (top, bottom) = (Edges.Min(e => Math.Min(e.Y1, e.Y2)), Edges.Max(e => Math.Max(e.Y1, e.Y2)));
        var scale = points * (size - (2 * margin)) / Math.Max(right - left, bottom - top);
        var middle = points * size / 2.0;
        var (x0, y0) = (middle - (scale * (left + right) / 2), middle - (scale * (top + bottom) / 2));
        var edges = Edges
            .Select(e =>
                (X1: (scale * e.X1) + x0, Y1: (scale * e.Y1) + y0, X2: (scale * e.X2) + x0, Y2: (scale * e.Y2) + y0)
            )
            .Where(e => e.Y1 != e.Y2)
            .ToArray();
        var counts = new int[size * size];
        var crossings = new List<(double X, int Winding)>();
        for (var row = 0; row < points * size; row++)
        {
            var y = row + 0.5;
            crossings.Clear();
            foreach (var (x1, y1, x2, y2) in edges)
            {
                if (y >= Math.Min(y1, y2) && y < Math.Max(y1, y2))
                    crossings.Add((x1 + ((y - y1) / (y2 - y1) * (x2 - x1)), y1 < y2 ? 1 : -1));
            }
            crossings.Sort();
            var winding = 0;
            for (var i = 0; i + 1 < crossings.Count; i++)
            {
                winding += crossings[i].Winding;
                if (winding == 0)
                    continue;
                // The points at x + ½ in [from, to).
                var first = Math.Max(0, (int)Math.Ceiling(crossings[i].X - 0.5));
                var last = Math.Min(points * size, (int)Math.Ceiling(crossings[i + 1].X - 0.5));
                for (var x = first; x < last; x++)
                    counts[(row / points * size) + (x / points)]++;
            }
        }
        const int most = points * points;
        return Array.ConvertAll(counts, n => (byte)(((255 * n) + (most / 2)) / most));
    }

    private static double Cubic(double a, double b, double c, double d, double s, double t) =>
        (s * s * s * a) + (3 * s * s * t * b) + (3 * s * t * t * c) + (t * t * t * d);

    private static double Quadratic(double a, double b, double c, double s, double t) =>
        (s * s * a) + (2 * s * t * b) + (t * t * c);
}
