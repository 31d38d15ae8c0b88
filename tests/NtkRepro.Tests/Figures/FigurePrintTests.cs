using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Tests.Support;
using SkiaSharp;

namespace NtkRepro.Tests.Figures;

/// <summary>The files for print: PDF, and PNG of 300 dots per inch.</summary>
public sealed partial class FigurePrintTests(DrawnFiles files) : IClassFixture<DrawnFiles>
{
    private const double PointsPerInch = 72;

    public static TheoryData<string> Names => [.. DrawnFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_holds_no_font_but_the_one_of_the_figures(string name)
    {
        var pdf = new PdfText(files.Of(name, "pdf"));

        Assert.Equal(["Inter-Bold", "Inter-Regular"], pdf.Fonts.Order(StringComparer.Ordinal));
        Assert.Equal(2, FontFile().Count(pdf.Objects));
        Assert.DoesNotContain("Date", pdf.Objects, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_character_of_every_text_has_a_glyph(string name)
    {
        using var regular = Font("Inter-Regular.ttf");
        using var bold = Font("Inter-Bold.ttf");

        foreach (var text in XElement.Load(files.Of(name, "svg")).All("text"))
            Assert.True(HasAll(text.Of("font-weight").Length > 0 ? bold : regular, text.Value), text.Value);
    }

    // Of other runs, other axes and other machines.
    [Fact]
    public void The_font_has_what_other_numbers_would_need()
    {
        using var regular = Font("Inter-Regular.ttf");

        Assert.True(HasAll(regular, "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹⁻·−×′‖αρ∞%()[]/,.§’"));
        Assert.False(HasAll(regular, "\uE3FF"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_has_300_dots_for_each_inch_of_the_page(string name)
    {
        var page = Page().Match(new PdfText(files.Of(name, "pdf")).Objects);
        using var codec = SKCodec.Create(files.Of(name, "png"));
        using var picture = new SKBitmap(codec.Info);

        Assert.Equal(SKCodecResult.Success, codec.GetPixels(picture.Info, picture.GetPixels()));
        Assert.Equal(Number(page, "width") / PointsPerInch * 300, picture.Width, 1.0);
        Assert.Equal(Number(page, "height") / PointsPerInch * 300, picture.Height, 1.0);
    }

    // The chunk and its checksum are those of other programs for 300 dots per inch, 11811 per metre.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_says_its_size_in_print(string name)
    {
        var png = File.ReadAllBytes(files.Of(name, "png"));

        var at = png.AsSpan().IndexOf("pHYs"u8);
        Assert.Equal(
            Convert.FromHexString("00000009704859730000" + "2E2300002E230178A53F76"),
            png[(at - 4)..(at + 17)]
        );
        Assert.Equal(11811u, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 4)));
        Assert.True(at < png.AsSpan().IndexOf("IDAT"u8));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_panel_is_white_between_what_is_drawn(string name)
    {
        using var picture = SKBitmap.Decode(files.Of(name, "png"));
        var figure = XElement.Load(files.Of(name, "svg"));
        var dots = picture.Width / figure.Number("width");

        Assert.Equal(SKAlphaType.Opaque, picture.AlphaType);
        foreach (var part in figure.Elements().Where(g => g.Of("class").Length > 0))
        {
            var place = Place().Match(part.Of("transform"));
            var size = part.Of("data-size")
                .Split(' ')
                .Select(n => double.Parse(n, CultureInfo.InvariantCulture))
                .ToList();
            foreach (var (x, y) in new[] { (2.0, 2.0), (size[0] - 2, 2), (2, size[1] - 2), (size[0] - 2, size[1] - 2) })
            {
                var pixel = picture.GetPixel(
                    (int)((Number(place, "x") + x) * dots),
                    (int)((Number(place, "y") + y) * dots)
                );
                Assert.Equal(SKColors.White, pixel);
            }
        }
    }

    // Panels begin between two dots.
    [Fact]
    public void No_line_is_seen_between_panels()
    {
        using var picture = SKBitmap.Decode(files.Of("overview", "png"));
        var figure = XElement.Load(files.Of("overview", "svg"));
        var dots = picture.Width / figure.Number("width");

        foreach (var panel in figure.Panels())
        {
            var place = Place().Match(panel.Of("transform"));
            var (left, top) = ((int)(Number(place, "x") * dots), (int)(Number(place, "y") * dots));
            for (var x = Math.Max(left - 2, 0); x < left + 3; x++)
                Assert.Equal(SKColors.White, picture.GetPixel(x, top + 5));
            for (var y = Math.Max(top - 2, 0); y < top + 3; y++)
                Assert.Equal(SKColors.White, picture.GetPixel(left + 5, y));
        }
    }

    [Fact]
    public void A_dashed_curve_is_dashed_on_the_page_and_in_its_legend()
    {
        var shapes = new PdfText(files.Of("ntk_error", "pdf")).Shapes;

        // #0072B2 and #D55E00 in parts of 255. The solid curve is a line in one piece, in its panel and in the legend; of the dashed one
        // each dash is filled: together in the panel, one by one in the legend, where there are three. The panel has nine markers, which
        // are filled too, and its legend one.
        const string Blue = "0 .4471 .698";
        const string Vermilion = ".8353 .3686 0";
        Assert.True(shapes.Count(s => s is { Colour: Blue, IsFilled: false, Pieces: 1 }) >= 2);
        Assert.Contains(shapes, s => s is { Colour: Vermilion, IsFilled: true, Pieces: > 20 });
        Assert.Equal(9 + 1 + 3, shapes.Count(s => s is { Colour: Vermilion, IsFilled: true, Pieces: 1 }));
        Assert.DoesNotContain(shapes, s => s is { Colour: Vermilion, IsFilled: false, Pieces: 1 });
    }

    private static bool HasAll(SKTypeface typeface, string text)
    {
        using var font = new SKFont(typeface);
        return Array.TrueForAll(font.GetGlyphs(text), glyph => glyph != 0);
    }

    private static SKTypeface Font(string name)
    {
        using var stream = typeof(FigureSet).Assembly.GetManifestResourceStream(name);
        return SKTypeface.FromStream(stream);
    }

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/MediaBox \[0 0 (?<width>[.\d]+) (?<height>[.\d]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Page();

    [GeneratedRegex(@"/FontFile2 ", RegexOptions.None, 1000)]
    private static partial Regex FontFile();

    [GeneratedRegex(@"^translate\((?<x>\d+) (?<y>\d+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
