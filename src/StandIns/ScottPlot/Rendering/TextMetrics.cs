namespace ScottPlot.Rendering;

/// <summary>
/// The approximate size of text. The reader's font is unknown, so widths are those of Helvetica with an allowance for wider
/// ones; measuring with an installed font would make files differ between machines.
/// </summary>
internal static class TextMetrics
{
    /// <summary>The height of a line as a multiple of the font size.</summary>
    public const float LineHeight = 1.2f;

    /// <summary>The baseline's distance from the top of a line, as a multiple of the font size.</summary>
    public const float Baseline = 0.96f;

    private const float Allowance = 1.14f;
    private const float BoldFactor = 1.16f;

    public static string[] Lines(string? text) => (text ?? string.Empty).ReplaceLineEndings("\n").Split('\n');

    /// <summary>The size in pixels of a text in a style, without padding and rotation.</summary>
    public static (float Width, float Height) Measure(string? text, LabelStyle style)
    {
        if (string.IsNullOrEmpty(text))
            return (0, 0);
        var lines = Lines(text);
        var thousandths = lines.Max(line => line.EnumerateRunes().Sum(rune => Width(rune.Value)));
        var width = thousandths / 1000f * style.FontSize * Allowance * (style.Bold ? BoldFactor : 1);
        return (width, lines.Length * style.FontSize * LineHeight);
    }

    /// <summary>The size of the upright rectangle around a text that its style rotates.</summary>
    public static (float Width, float Height) MeasureRotated(string? text, LabelStyle style)
    {
        var (width, height) = Measure(text, style);
        var (sin, cos) = MathF.SinCos(style.Rotation * MathF.PI / 180);
        (sin, cos) = (MathF.Abs(sin), MathF.Abs(cos));
        return ((width * cos) + (height * sin), (width * sin) + (height * cos));
    }

    /// <summary>The advance width of a character in thousandths of the font size.</summary>
    private static int Width(int rune) =>
        rune switch
        {
            '\'' or 'i' or 'j' or 'l' or '|' => 222,
            ' ' or '!' or ',' or '.' or '/' or '\\' or ':' or ';' or 'I' or '[' or ']' or 'f' or 't' => 278,
            '(' or ')' or '-' or '`' or 'r' or '{' or '}' or '"' => 340,
            '*' or '^' or 'J' or 'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' => 500,
            'F' or 'T' or 'Z' or '+' or '<' or '=' or '>' or '~' => 600,
            '&' or 'A' or 'B' or 'E' or 'K' or 'P' or 'S' or 'V' or 'X' or 'Y' => 667,
            'C' or 'D' or 'H' or 'N' or 'R' or 'U' or 'w' => 722,
            'G' or 'O' or 'Q' => 778,
            'M' or 'm' => 833,
            '%' or 'W' or '@' => 950,
            <= '~' => 556,
            // Superscript and subscript digits and signs.
            0xB2 or 0xB3 or 0xB9 or (>= 0x2070 and <= 0x209F) => 360,
            // Ideographs and other full-width characters.
            >= 0x2E80 => 1000,
            _ => 600,
        };
}
