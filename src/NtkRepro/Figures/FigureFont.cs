using ScottPlot;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>
/// The one font of all figures, Inter (SIL Open Font License 1.1), which this assembly carries: the fonts of the machine would give every
/// machine other figures.
/// </summary>
internal sealed class FigureFont : IFontResolver
{
    public const string Family = "Inter";

    /// <summary>What an SVG asks for: the font, then what resembles it.</summary>
    public const string Families = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";

    private static readonly SKTypeface Regular = Load("Inter-Regular.ttf");
    private static readonly SKTypeface Bold = Load("Inter-Bold.ttf");

    private FigureFont() { }

    /// <summary>Makes it the font of every plot.</summary>
    public static void Use()
    {
        Fonts.FontResolvers.Clear();
        Fonts.FontResolvers.Add(new FigureFont());
        Fonts.Default = Fonts.Sans = Fonts.Serif = Fonts.Monospace = Family;
    }

    /// <summary>How long a text is in pixels.</summary>
    public static float Width(string text, float size, bool isBold = false)
    {
        using var font = new SKFont(isBold ? Bold : Regular, size) { Subpixel = true, LinearMetrics = true };
        return font.MeasureText(text);
    }

    public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        weight >= FontWeight.SemiBold ? Bold : Regular;

    public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => bold ? Bold : Regular;

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream(name)!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
