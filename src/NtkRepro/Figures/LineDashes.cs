using System.Globalization;
using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>
/// Dashes on Skia's SVG canvas, which knows none: it prints a complaint and draws a solid line. While a plot is drawn on it, each pattern
/// travels as an opacity that no eye tells from 1, and is a dash array in the end. Whatever draws the line, a legend too, then has it.
/// </summary>
internal static class LineDashes
{
    private static readonly (LinePattern Pattern, byte Alpha)[] Codes =
    [
        (LinePattern.Dashed, 254),
        (LinePattern.DenselyDashed, 253),
        (LinePattern.Dotted, 252),
    ];

    /// <summary>Opacity as Skia writes it, to the dash array that it stands for, in pixels.</summary>
    public static IReadOnlyDictionary<string, string> ByOpacity { get; } =
        Codes.ToDictionary(
            code => (code.Alpha / 255.0).ToString("0.########", CultureInfo.InvariantCulture),
            code => string.Join(' ', code.Pattern.Intervals.Select(i => i.ToString(CultureInfo.InvariantCulture)))
        );

    /// <summary>Draws with the patterns as opacities, and leaves the plot as it was.</summary>
    public static void AsOpacities(Plot plot, Action draw)
    {
        var dashed = (
            from line in plot.GetPlottables().OfType<IHasLine>()
            from code in Codes
            where line.LinePattern.Name == code.Pattern.Name
            select (Line: line, code.Pattern, code.Alpha, Color: line.LineColor)
        ).ToList();
        foreach (var (line, _, alpha, color) in dashed)
            (line.LinePattern, line.LineColor) = (LinePattern.Solid, color.WithAlpha(alpha));
        draw();
        foreach (var (line, pattern, _, color) in dashed)
            (line.LinePattern, line.LineColor) = (pattern, color);
    }
}
