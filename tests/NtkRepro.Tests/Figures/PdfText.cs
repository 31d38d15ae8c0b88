using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace NtkRepro.Tests.Figures;

/// <summary>What a page draws in one colour at once.</summary>
/// <param name="Colour">Red, green and blue as the page writes them.</param>
/// <param name="IsFilled">Or else it is a line.</param>
/// <param name="Pieces">How many pieces it consists of: those of a dashed line are its dashes, which are filled.</param>
internal sealed record PdfShape(string Colour, bool IsFilled, int Pieces);

/// <summary>What of a PDF can be read without a reader of PDF.</summary>
internal sealed partial class PdfText(string path)
{
    private readonly byte[] bytes = File.ReadAllBytes(path);

    /// <summary>All objects but what is compressed.</summary>
    public string Objects => Encoding.Latin1.GetString(bytes);

    /// <summary>The names of the fonts, without the prefix of a part of one.</summary>
    public IReadOnlyList<string> Fonts =>
        [.. Font().Matches(Objects).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The shapes of all pages, in the order in which they are drawn.</summary>
    public IReadOnlyList<PdfShape> Shapes => [.. Contents().SelectMany(ShapesOf)];

    private IEnumerable<string> Contents()
    {
        foreach (var match in Packed().Matches(Objects).Where(m => !m.Groups["font"].Success))
        {
            var start = match.Index + match.Length;
            using var packed = new MemoryStream(bytes, start, bytes.Length - start);
            using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked, Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }

    private static IEnumerable<PdfShape> ShapesOf(string content)
    {
        var (colour, pieces) = ("", 0);
        foreach (var line in content.Split('\n'))
        {
            if (Colour().Match(line) is { Success: true } match)
                colour = match.Groups["rgb"].Value;
            else if (line.EndsWith(" m", StringComparison.Ordinal) || line.EndsWith(" re", StringComparison.Ordinal))
                pieces++;
            else if (line is "S" or "f" or "f*" or "n" or "W n" or "W* n")
            {
                if (line is "S" or "f" or "f*")
                    yield return new PdfShape(colour, line != "S", pieces);
                pieces = 0;
            }
        }
    }

    [GeneratedRegex(@"/BaseFont /[A-Z]{6}\+(?<name>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Font();

    [GeneratedRegex(
        @"(?<font>/Length1 \d+\s*)?/Filter /FlateDecode\s*/Length \d+>>\s*stream\r?\n",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Packed();

    [GeneratedRegex(@"^(?<rgb>[.\d]+ [.\d]+ [.\d]+) RG", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();
}
