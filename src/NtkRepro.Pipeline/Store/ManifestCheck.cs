using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// A manifest's last field, the SHA-256 of the manifest without that field. The key covers the record and the hashes cover the outputs;
/// this covers the rest, so that no byte of a manifest can change unnoticed.
/// </summary>
internal static class ManifestCheck
{
    public const string Field = "check";
    private const int HashLength = 64;
    private static readonly byte[] s_end = "\n}"u8.ToArray();
    private static readonly byte[] s_before = Encoding.UTF8.GetBytes($",\n  \"{Field}\": \"");
    private static readonly byte[] s_after = "\"\n}"u8.ToArray();

    /// <summary>Adds the field to an indented JSON object.</summary>
    public static byte[] Add(ReadOnlySpan<byte> text) =>
        [.. text[..^s_end.Length], .. s_before, .. Encoding.ASCII.GetBytes(Hash(text)), .. s_after];

    /// <summary>Whether the text ends in the field and the field is right.</summary>
    public static bool IsRight(ReadOnlySpan<byte> text)
    {
        var length = text.Length - s_before.Length - HashLength - s_after.Length;
        if (length <= 0 || !text[length..].StartsWith(s_before) || !text.EndsWith(s_after))
        {
            return false;
        }

        var hash = text.Slice(length + s_before.Length, HashLength);
        return hash.SequenceEqual(Encoding.ASCII.GetBytes(Hash([.. text[..length], .. s_end])));
    }

    private static string Hash(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text));
}
