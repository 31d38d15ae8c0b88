using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Data;

/// <summary>
/// The checksum of a safetensors file, kept in the file: the SHA-256 of all its bytes with the digit 0 in place of each of the
/// checksum's own. It is a text of the header, which other readers pass over.
/// </summary>
internal static class SafeTensorsDigest
{
    /// <summary>The name of the text.</summary>
    public const string Key = "sha256 with zeros here";

    private const int Digits = 64;

    /// <summary>The text before the checksum is known.</summary>
    public static string NoDigits { get; } = new('0', Digits);

    private static byte[] Zeros { get; } = Encoding.ASCII.GetBytes(NoDigits);

    private static byte[] Opening { get; } = Encoding.ASCII.GetBytes($"\"{Key}\":\"");

    /// <summary>Where the digits begin in a header (or in what begins with one), or -1 where it has none.</summary>
    public static int PlaceOfDigits(ReadOnlySpan<byte> header)
    {
        var place = header.IndexOf(Opening);
        return place < 0 || place + Opening.Length + Digits > header.Length ? -1 : place + Opening.Length;
    }

    /// <summary>Begins the checksum with the bytes up to the data, whatever digits they hold.</summary>
    public static IncrementalHash Begin(ReadOnlySpan<byte> header)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var place = PlaceOfDigits(header);
        if (place < 0)
        {
            hash.AppendData(header);
            return hash;
        }
        hash.AppendData(header[..place]);
        hash.AppendData(Zeros);
        hash.AppendData(header[(place + Digits)..]);
        return hash;
    }

    /// <summary>The checksum of all that was appended, as 64 digits.</summary>
    public static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetCurrentHash());
}
