using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Data;

/// <summary>
/// The SHA-256 that a table of ours carries among the texts of its footer: Parquet has no checksum, and a changed byte would be another
/// value, or lead its reader astray. It is that of the file with zeros in its place. Files of other programs have none.
/// </summary>
internal static class TableDigest
{
    /// <summary>The name of the text.</summary>
    public const string Key = "sha256 with zeros here";

    private const int Digits = 64;

    // After the name come a field's header and the length of the text, a byte each.
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes(Key);
    private static readonly int PlaceAfterMark = Mark.Length + 2;

    /// <summary>What stands in the digest's place until it is known.</summary>
    public static string NoDigits { get; } = new('0', Digits);

    /// <summary>Puts the digest into its place.</summary>
    public static void Sign(byte[] file) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(file))).CopyTo(Place(file));

    /// <summary>Compares the digest, where there is one.</summary>
    /// <exception cref="InvalidDataException">The file is not what was written.</exception>
    public static void Check(byte[] file)
    {
        if (Place(file) is not { Length: Digits } place)
            return;
        var written = Encoding.ASCII.GetString(place);
        place.Fill((byte)'0');
        var found = Convert.ToHexStringLower(SHA256.HashData(file));
        if (found != written)
            throw new InvalidDataException($"it is damaged: its SHA-256 is {found}, and {written} when it was written");
    }

    private static Span<byte> Place(byte[] file)
    {
        var mark = file.AsSpan().LastIndexOf(Mark);
        return mark < 0 || file.Length - mark - PlaceAfterMark < Digits
            ? []
            : file.AsSpan(mark + PlaceAfterMark, Digits);
    }
}
