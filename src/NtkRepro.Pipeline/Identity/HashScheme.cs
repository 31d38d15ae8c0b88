using System.Security.Cryptography;

namespace NtkRepro.Pipeline;

/// <summary>A way to hash files. What is remembered under one name is not read under another.</summary>
/// <param name="Name">The first line of the file that remembers the hashes; it holds the scheme's version.</param>
/// <param name="Hash">Gives a SHA-256 in lower-case hex.</param>
internal sealed record HashScheme(string Name, Func<Stream, string> Hash)
{
    /// <summary>The bytes of any file.</summary>
    public static HashScheme Content { get; } =
        new("ntkrepro-hashes 1", stream => Convert.ToHexStringLower(SHA256.HashData(stream)));

    /// <summary>The tokens of a C# file. Only a call loads Roslyn, which an up-to-date plan has no use for.</summary>
    public static HashScheme Tokens { get; } =
        new($"ntkrepro-tokens {CSharpTokens.Version}", stream => CSharpTokens.Hash(stream));
}
