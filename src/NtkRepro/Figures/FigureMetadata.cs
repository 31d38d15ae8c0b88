using System.Buffers.Binary;
using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using NtkRepro.Data;

namespace NtkRepro.Figures;

/// <summary>What a figure says of itself to whoever finds it without the run.</summary>
/// <param name="Title">Its name and that of the run.</param>
/// <param name="Source">The command that makes it, and the commit.</param>
/// <param name="Creator">Who publishes it.</param>
public sealed record FigureNote(string Title, string Source, string Creator);

/// <summary>
/// Writes a note into a copy of a figure, where each format has a place for it. Figures in the store have none: their bytes follow from
/// the tables alone.
/// </summary>
public static partial class FigureMetadata
{
    private const string Software = "NtkRepro";

    // The signature and the first chunk.
    private const int EndOfPngHeader = 8 + 25;

    /// <summary>The figure with the note; as it was where its format is none of <see cref="FigureFile.Extensions"/>.</summary>
    /// <param name="name">The figure's file name.</param>
    /// <param name="figure">Its bytes.</param>
    /// <param name="note">The note.</param>
    /// <exception cref="InvalidDataException">It is none that <see cref="FigureFile"/> wrote.</exception>
    public static byte[] Write(string name, byte[] figure, FigureNote note)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(note);
        return Path.GetExtension(name) switch
        {
            ".svg" => Svg(name, figure, note),
            ".pdf" => Pdf(name, figure, note),
            ".png" => Png(figure, note),
            _ => figure,
        };
    }

    private static IEnumerable<(string Dublin, string Pdf, string Png, string Text)> Entries(FigureNote note) =>
        [
            ("title", "Title", "Title", note.Title),
            ("source", "Subject", "Source", note.Source),
            ("creator", "Author", "Author", note.Creator),
            ("publisher", "Creator", "Software", Software),
        ];

    // RDF, as the specification of SVG has it in its example.
    private static byte[] Svg(string name, byte[] figure, FigureNote note)
    {
        var text = Encoding.UTF8.GetString(figure);
        var root = Root().Match(text);
        if (!root.Success)
            throw new InvalidDataException($"{name} is no SVG");
        var entries = Entries(note).Select(e => $"<dc:{e.Dublin}>{SecurityElement.Escape(e.Text)}</dc:{e.Dublin}>");
        var metadata =
            "\n <metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            + $"<rdf:Description rdf:about=\"\">{string.Concat(entries)}</rdf:Description></rdf:RDF></metadata>";
        return Encoding.UTF8.GetBytes(text.Insert(root.Index + root.Length, metadata));
    }

    // An incremental update (ISO 32000-1, 7.5.6): a new dictionary of information, a table of where it is, a trailer that names both.
    private static byte[] Pdf(string name, byte[] figure, FigureNote note)
    {
        var text = Encoding.Latin1.GetString(figure);
        var trailer = Trailer().Match(text);
        if (!trailer.Success)
            throw new InvalidDataException($"{name} is no PDF with a table of objects");
        var (size, root, table) = (trailer.Groups["size"].Value, trailer.Groups["root"].Value, trailer.Groups["table"]);
        var entries = Entries(note)
            .Select(e => $"/{e.Pdf} <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(e.Text))}>");
        var begin = text.EndsWith('\n') ? "" : "\n";
        var information = $"{begin}{size} 0 obj\n<<{string.Join('\n', entries)}>>\nendobj\n";
        var at = figure.Length + begin.Length;
        var next = int.Parse(size, CultureInfo.InvariantCulture) + 1;
        var end = string.Create(
            CultureInfo.InvariantCulture,
            $"xref\n{size} 1\n{at:0000000000} 00000 n \ntrailer\n<</Size {next}\n/Root {root}\n/Info {size} 0 R\n/Prev {table.Value}>>\nstartxref\n{figure.Length + information.Length}\n%%EOF\n"
        );
        return [.. figure, .. Encoding.Latin1.GetBytes(information + end)];
    }

    private static byte[] Png(byte[] figure, FigureNote note) =>
        [
            .. figure.AsSpan(0, EndOfPngHeader),
            .. Entries(note).SelectMany(e => Chunk(e.Png, e.Text)),
            .. figure.AsSpan(EndOfPngHeader),
        ];

    // The chunk iTXt: a keyword, not compressed, in no language, the text as UTF-8.
    private static byte[] Chunk(string keyword, string text)
    {
        byte[] content = [.. Encoding.Latin1.GetBytes($"iTXt{keyword}\0\0\0\0\0"), .. Encoding.UTF8.GetBytes(text)];
        var chunk = new byte[content.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length - 4);
        content.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 4), CheckSum.Crc32(content));
        return chunk;
    }

    [GeneratedRegex("<svg[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Root();

    [GeneratedRegex(
        @"trailer\s*<<\s*/Size (?<size>\d+)\s*/Root (?<root>\d+ \d+ R)[^>]*>>\s*startxref\s*(?<table>\d+)\s*%%EOF\s*\z",
        RegexOptions.ExplicitCapture | RegexOptions.RightToLeft,
        1000
    )]
    private static partial Regex Trailer();
}
