using System.Globalization;

namespace ScottPlot.Tests.Support;

/// <summary>The colors of SVG as "#rrggbb" or "none".</summary>
internal static class SvgColor
{
    // The sixteen names that HTML 4 gave to colors, which writers of SVG may use instead of numbers.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["black"] = "#000000",
        ["silver"] = "#c0c0c0",
        ["gray"] = "#808080",
        ["white"] = "#ffffff",
        ["maroon"] = "#800000",
        ["red"] = "#ff0000",
        ["purple"] = "#800080",
        ["fuchsia"] = "#ff00ff",
        ["green"] = "#008000",
        ["lime"] = "#00ff00",
        ["olive"] = "#808000",
        ["yellow"] = "#ffff00",
        ["navy"] = "#000080",
        ["blue"] = "#0000ff",
        ["teal"] = "#008080",
        ["aqua"] = "#00ffff",
    };

    /// <returns>Null where nothing is said.</returns>
    public static string? Read(string? text)
    {
        if (text is null)
            return null;
        if (Names.TryGetValue(text, out var named))
            return named;
        if (text.StartsWith("rgb(", StringComparison.Ordinal))
        {
            var channels = SvgReader.NumbersOf(text).Select(c => ((int)c).ToString("x2", CultureInfo.InvariantCulture));
            return "#" + string.Concat(channels);
        }

        // A short "#abc" says each digit once.
        return text is ['#', var r, var g, var b] ? $"#{r}{r}{g}{g}{b}{b}" : text.ToLowerInvariant();
    }
}
