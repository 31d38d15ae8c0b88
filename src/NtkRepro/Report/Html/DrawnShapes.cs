using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NtkRepro.Report.Html;

/// <summary>A place of a figure, in its pixels; y grows downwards.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(double X, double Y);

/// <summary>Finds what was drawn for data in a panel: the corners of lines, the middles of markers, the cells of heat maps.</summary>
internal static partial class DrawnShapes
{
    /// <summary>
    /// The corners of every line and the middles of every set of markers, one list for each, in the order in which they were drawn. What
    /// is no data is left out: grids, error bars and bands, and lines from edge to edge.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Place>> Series(DrawnPanel panel)
    {
        if (panel.Data is not { } data)
            return [];
        var found = new List<IReadOnlyList<Place>>();
        foreach (var shape in data.Elements())
        {
            var places = shape.Name.LocalName switch
            {
                "path" => OfPath(shape.Attribute("d")?.Value ?? ""),
                "g" => [.. shape.Elements().Select(Middle).OfType<Place>()],
                _ => [],
            };
            if (places.Count > 0 && !(panel.DataBox is { } box && IsLevel(places, box)))
                found.Add(places);
        }
        return found;
    }

    /// <summary>The rectangle about all cells of a heat map; null where there is none.</summary>
    public static Box? Cells(DrawnPanel panel)
    {
        var corners = (panel.Data?.Elements() ?? [])
            .Where(e => e.Name.LocalName == "g")
            .SelectMany(g => g.Elements().Where(e => e.Name.LocalName == "path"))
            .SelectMany(p => Cell().Matches(p.Attribute("d")?.Value ?? ""))
            .Select(m => (X1: Number(m, "x"), Y1: Number(m, "y"), X2: Number(m, "right"), Y2: Number(m, "bottom")))
            .ToList();
        if (corners.Count == 0)
            return null;
        var (left, top) = (corners.Min(c => c.X1), corners.Min(c => c.Y1));
        return new Box(left, top, corners.Max(c => c.X2) - left, corners.Max(c => c.Y2) - top);
    }

    /// <summary>The texts in the data area with the middle of each.</summary>
    public static IReadOnlyList<(string Text, Place Middle)> Texts(DrawnPanel panel) =>
        [
            .. (panel.Data?.Elements() ?? [])
                .Where(e => e.Name.LocalName == "text")
                .Select(e =>
                    (
                        e.Value,
                        // The baseline is about a third of the letters' height below their middle.
                        new Place(
                            Pixels.Of(e, "x") ?? 0,
                            (Pixels.Of(e, "y") ?? 0) - (0.36 * (Pixels.Of(e, "font-size") ?? 0))
                        )
                    )
                ),
        ];

    private static List<Place> OfPath(string d)
    {
        if (!StraightLines().IsMatch(d))
            return [];
        var parts = d.Split('M', StringSplitOptions.RemoveEmptyEntries);
        if (!d.Contains('Z', StringComparison.Ordinal))
            return parts.Length == 1 ? Corners(parts[0]) : [];
        // A band has one outline; markers have one each, whose corners lie evenly about the middle.
        var outlines = parts.Select(Corners).ToList();
        return outlines.TrueForAll(IsMarker)
            ? outlines.ConvertAll(c => new Place(c.Average(p => p.X), c.Average(p => p.Y)))
            : [];
    }

    private static bool IsMarker(List<Place> corners) =>
        corners.Count is 3 or 4 && corners.Max(p => p.X) - corners.Min(p => p.X) < 16;

    private static Place? Middle(XElement shape) =>
        shape.Name.LocalName is "circle" or "ellipse"
        && Pixels.Of(shape, "cx") is { } x
        && Pixels.Of(shape, "cy") is { } y
            ? new Place(x, y)
            : null;

    private static bool IsLevel(List<Place> places, Box box) =>
        places.Count == 2
        && (
            (places[0].Y == places[1].Y && places[0].X <= box.Left && places[1].X >= box.Right)
            || (places[0].X == places[1].X && Math.Abs(places[0].Y - places[1].Y) >= box.Height)
        );

    private static List<Place> Corners(string path) =>
        [.. Corner().Matches(path).Select(m => new Place(Number(m, "x"), Number(m, "y")))];

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[ML\d.,\s+\-eZ]+$", RegexOptions.None, 1000)]
    private static partial Regex StraightLines();

    [GeneratedRegex(@"(?<x>-?[\d.]+)[ ,]+(?<y>-?[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Corner();

    [GeneratedRegex(
        @"M(?<x>[\d.]+) (?<y>[\d.]+)H(?<right>[\d.]+)V(?<bottom>[\d.]+)H[\d.]+Z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Cell();
}
