namespace NtkRepro.Data.Sources;

/// <summary>
/// Scales pictures: each pixel of the image is the mean over the area that it covers, exact in integers and rounded once. So it is the same on
/// every machine, and nothing is sampled that would make a fine pattern a coarse one.
/// </summary>
public static class PictureScale
{
    /// <summary>The values of a picture at another size.</summary>
    /// <param name="values">[height, width, channels].</param>
    /// <param name="from">Height and width.</param>
    /// <param name="to">The height and width that are wanted.</param>
    /// <param name="channels">Values at each pixel.</param>
    /// <param name="fit">What is done where proportions differ; sides are cut and padded by whole pixels.</param>
    public static byte[] Apply(
        byte[] values,
        (int Height, int Width) from,
        (int Height, int Width) to,
        int channels,
        Fit fit
    )
    {
        if (from == to)
            return values;
        if (fit != Fit.Stretch)
        {
            var part = fit == Fit.Crop ? Within(from, to) : Around(from, to);
            (values, from) = (Part(values, from, part, channels), part);
        }
        return Mean(values, from, to, channels);
    }

    // The largest size of the proportions of `to` inside `from`.
    private static (int Height, int Width) Within((int Height, int Width) from, (int Height, int Width) to)
    {
        var width = Rounded((long)from.Height * to.Width, to.Height);
        return width <= from.Width
            ? (from.Height, Math.Max(1, width))
            : (Math.Clamp(Rounded((long)from.Width * to.Height, to.Width), 1, from.Height), from.Width);
    }

    // The smallest around it.
    private static (int Height, int Width) Around((int Height, int Width) from, (int Height, int Width) to)
    {
        var width = Rounded((long)from.Height * to.Width, to.Height);
        return width >= from.Width
            ? (from.Height, width)
            : (Math.Max(from.Height, Rounded((long)from.Width * to.Height, to.Width)), from.Width);
    }

    private static int Rounded(long numerator, int denominator) =>
        checked((int)((numerator + (denominator / 2)) / denominator));

    // The middle; what lies outside is black.
    private static byte[] Part(byte[] values, (int Height, int Width) from, (int Height, int Width) part, int channels)
    {
        var target = new byte[part.Height * part.Width * channels];
        // Floors, also of what is negative, so that a picture that is cut and padded stays where it is.
        var (top, left) = ((from.Height - part.Height) >> 1, (from.Width - part.Width) >> 1);
        var (first, last) = (Math.Max(0, -left), Math.Min(part.Width, from.Width - left));
        for (var y = Math.Max(0, -top); y < Math.Min(part.Height, from.Height - top); y++)
        {
            var source = (((y + top) * from.Width) + first + left) * channels;
            values
                .AsSpan(source, (last - first) * channels)
                .CopyTo(target.AsSpan(((y * part.Width) + first) * channels));
        }
        return target;
    }

    private static byte[] Mean(byte[] values, (int Height, int Width) from, (int Height, int Width) to, int channels)
    {
        var rows = Overlaps(from.Height, to.Height);
        var columns = Overlaps(from.Width, to.Width);
        var target = new byte[to.Height * to.Width * channels];
        var area = (long)from.Height * from.Width;
        var line = new long[to.Width * channels];
        for (var y = 0; y < to.Height; y++)
        {
            Array.Clear(line);
            foreach (var (row, height) in rows[y])
                for (var x = 0; x < to.Width; x++)
                    foreach (var (column, width) in columns[x])
                    {
                        var source = ((row * from.Width) + column) * channels;
                        for (var c = 0; c < channels; c++)
                            line[(x * channels) + c] += (long)height * width * values[source + c];
                    }
            for (var i = 0; i < line.Length; i++)
                target[(y * line.Length) + i] = (byte)((line[i] + (area / 2)) / area);
        }
        return target;
    }

    // Of each of `to` cells the cells of `from` that it covers, and how much of them, where a cell of `from` is `to` long.
    private static (int Cell, int Length)[][] Overlaps(int from, int to) =>
        [
            .. Enumerable
                .Range(0, to)
                .Select(t =>
                {
                    var (start, end) = ((long)t * from, (long)(t + 1) * from);
                    var (first, last) = ((int)(start / to), (int)((end - 1) / to));
                    return Enumerable
                        .Range(first, last - first + 1)
                        .Select(cell =>
                            (cell, (int)(Math.Min(end, (long)(cell + 1) * to) - Math.Max(start, (long)cell * to)))
                        )
                        .ToArray();
                }),
        ];
}
