using System.Globalization;
using System.Text;
using System.Xml.Linq;
using NtkRepro.Figures;
using SkiaSharp;

namespace NtkRepro.Tests.Figures;

/// <summary>A copy of a figure says which run it is of, and is drawn as before.</summary>
public sealed class FigureMetadataTests
{
    private static readonly FigureNote Note = new(
        "overview.svg: preset smoke, a=<1> & \"é\"",
        "./build.sh Reproduce --preset smoke --set 'a=<1>'",
        "Ada Lovelace"
    );

    [Fact]
    public void An_SVG_has_it_as_metadata_in_Dublin_Core()
    {
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        var drawn = "<svg width=\"1\" xmlns=\"http://www.w3.org/2000/svg\">\n <g />\n</svg>";

        var root = XElement.Parse(
            Encoding.UTF8.GetString(FigureMetadata.Write("a.svg", Encoding.UTF8.GetBytes(drawn), Note))
        );

        Assert.Equal(["metadata", "g"], root.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(Note.Title, root.Descendants(dc + "title").Single().Value);
        Assert.Equal(Note.Source, root.Descendants(dc + "source").Single().Value);
        Assert.Equal(Note.Creator, root.Descendants(dc + "creator").Single().Value);
    }

    [Fact]
    public void A_PDF_has_it_as_information_that_its_last_table_finds()
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream))
        {
            document.BeginPage(10, 10);
            document.Close();
        }

        var text = Encoding.Latin1.GetString(FigureMetadata.Write("a.pdf", stream.ToArray(), Note));

        var table = Number(text, text.LastIndexOf("startxref\n", StringComparison.Ordinal) + "startxref\n".Length);
        Assert.StartsWith("xref\n", text[table..], StringComparison.Ordinal);
        var id = Number(text, table + "xref\n".Length);
        var at = Number(text, table + $"xref\n{id} 1\n".Length);
        var title = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(Note.Title));
        Assert.StartsWith($"{id} 0 obj\n<</Title <FEFF{title}>", text[at..], StringComparison.Ordinal);
        Assert.Contains($"/Info {id} 0 R", text[table..], StringComparison.Ordinal);
        var previous = Number(text, text.LastIndexOf("/Prev ", StringComparison.Ordinal) + "/Prev ".Length);
        Assert.StartsWith("xref\n0 ", text[previous..], StringComparison.Ordinal);
    }

    private static int Number(string text, int at) =>
        int.Parse(string.Concat(text.Skip(at).TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    [Fact]
    public void A_PNG_has_it_as_international_text_and_the_same_pixels()
    {
        using var bitmap = new SKBitmap(2, 1);
        bitmap.SetPixel(1, 0, SKColors.Red);
        var drawn = bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();

        var noted = FigureMetadata.Write("a.png", drawn, Note);

        using var read = SKBitmap.Decode(noted);
        Assert.Equal(bitmap.Pixels, read.Pixels);
        var text = Encoding.UTF8.GetString(noted);
        Assert.Contains($"iTXtTitle\0\0\0\0\0{Note.Title}", text, StringComparison.Ordinal);
        Assert.Contains($"iTXtSource\0\0\0\0\0{Note.Source}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_figure_stays_as_it_is() =>
        Assert.Equal([1, 2], FigureMetadata.Write("a.parquet", [1, 2], Note));
}
