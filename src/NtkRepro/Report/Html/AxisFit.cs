using System.Runtime.InteropServices;

namespace NtkRepro.Report.Html;

/// <summary>How the numbers of a panel lie on it: pixel = offset + factor × number, on each axis.</summary>
/// <param name="X">Of the horizontal axis.</param>
/// <param name="Y">Of the vertical axis.</param>
internal sealed record AxisFit(AxisFit.Line X, AxisFit.Line Y)
{
    // Coordinates are drawn with two decimals; the ends of a fit are off by half of one, and so may be what lies between.
    private const double Tolerance = 0.03;

    /// <summary>One axis.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Line(double Offset, double Factor)
    {
        public double At(double number) => Offset + (Factor * number);
    }

    /// <summary>
    /// Finds the map from a panel's numbers to its pixels: the one by which every point of every series falls on something that was
    /// drawn. No point is ever placed where nothing is; where no map does that, there is none.
    /// </summary>
    /// <param name="series">The points of each series, in the units of the axes, logarithms taken.</param>
    /// <param name="drawn">What was drawn, in order.</param>
    /// <returns>The map; null where nothing fits.</returns>
    public static AxisFit? Find(IReadOnlyList<IReadOnlyList<Place>> series, IReadOnlyList<IReadOnlyList<Place>> drawn)
    {
        if (series.Count == 0)
            return null;
        var all = new Grid(drawn.SelectMany(d => d));
        return Candidates(series, drawn).FirstOrDefault(fit => series.All(s => s.All(p => all.Holds(fit.At(p)))));
    }

    public Place At(Place numbers) => new(X.At(numbers.X), Y.At(numbers.Y));

    // First the series taken in the order in which they were drawn, which fixes both scales even where each has one point; then each
    // by itself, the longest first.
    private static IEnumerable<AxisFit> Candidates(
        IReadOnlyList<IReadOnlyList<Place>> series,
        IReadOnlyList<IReadOnlyList<Place>> drawn
    )
    {
        var (numbers, pixels) = (new List<Place>(), new List<Place>());
        var next = 0;
        foreach (var points in series)
        {
            while (next < drawn.Count && drawn[next].Count != points.Count)
                next++;
            if (next == drawn.Count)
                break;
            numbers.AddRange(points);
            pixels.AddRange(drawn[next++]);
        }
        if (Of(numbers, pixels) is { } inOrder)
            yield return inOrder;
        foreach (var points in series.OrderByDescending(s => s.Count))
        {
            foreach (var places in drawn.Where(d => d.Count == points.Count))
            {
                if (Of(points, places) is { } fit)
                    yield return fit;
            }
        }
    }

    private static AxisFit? Of(IReadOnlyList<Place> numbers, IReadOnlyList<Place> pixels) =>
        Of([.. numbers.Select(p => p.X)], [.. pixels.Select(p => p.X)]) is { Factor: >= 0 } x
        && Of([.. numbers.Select(p => p.Y)], [.. pixels.Select(p => p.Y)]) is { Factor: <= 0 } y
            ? new AxisFit(x, y)
            : null;

    // Through the two ends, which lie furthest apart and so fix the line best. All else must lie on it too.
    private static Line? Of(double[] numbers, double[] pixels)
    {
        if (numbers.Length == 0)
            return null;
        var (low, high) = (Array.IndexOf(numbers, numbers.Min()), Array.IndexOf(numbers, numbers.Max()));
        var factor = numbers[high] > numbers[low] ? (pixels[high] - pixels[low]) / (numbers[high] - numbers[low]) : 0;
        var line = new Line(pixels[low] - (factor * numbers[low]), factor);
        return numbers.Zip(pixels).All(p => Math.Abs(line.At(p.First) - p.Second) <= Tolerance) ? line : null;
    }

    /// <summary>Places, found by where they are.</summary>
    private sealed class Grid(IEnumerable<Place> places)
    {
        private readonly ILookup<(long, long), Place> cells = places.ToLookup(p => Cell(p));

        public bool Holds(Place place)
        {
            var (x, y) = Cell(place);
            for (var i = x - 1; i <= x + 1; i++)
            {
                for (var j = y - 1; j <= y + 1; j++)
                {
                    if (cells[(i, j)].Any(p => Near(p.X, place.X) && Near(p.Y, place.Y)))
                        return true;
                }
            }
            return false;
        }

        private static bool Near(double a, double b) => Math.Abs(a - b) <= Tolerance;

        private static (long, long) Cell(Place place) => ((long)Math.Floor(place.X), (long)Math.Floor(place.Y));
    }
}
