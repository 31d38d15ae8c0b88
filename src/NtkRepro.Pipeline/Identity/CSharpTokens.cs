using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NtkRepro.Pipeline;

/// <summary>
/// Hashes C# by what the compiler sees of it: tokens, directives and what <c>#if</c> leaves out, and neither comments nor white space. A file with
/// errors has tokens too.
/// </summary>
/// <remarks>
/// The hash is that of a text with one entry for each token, <c>KIND LENGTH TEXT</c> and a line feed, in UTF-8. The length, in UTF-16 units, keeps
/// entries apart whatever their text. The kind is the number of Roslyn's <c>SyntaxKind</c>, 0 for names and keywords: whether <c>field</c> is a keyword
/// follows from what stands around it, and newer versions of Roslyn know more keywords. An entry of kind 1 joins two <c>></c> without a space.
/// </remarks>
internal sealed class CSharpTokens
{
    /// <summary>Raised when some file's hash becomes another, as it may with a newer Roslyn; remembered hashes are then forgotten.</summary>
    public const string Version = "1";

    private const int Word = 0;
    private const int Joined = 1;
    private const int LongestParsed = 1000;
    private static readonly UTF8Encoding s_utf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    // Documentation is a comment here. Symbols are not defined: both sides of an #if count anyway.
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview, DocumentationMode.None);

    private readonly StringBuilder _entries = new();

    private CSharpTokens() { }

    /// <summary>The SHA-256 of a file's tokens, 64 lower-case hex digits; that of its bytes when it is not UTF-8.</summary>
    /// <param name="file">The file, from its start.</param>
    public static string Hash(Stream file)
    {
        var bytes = new MemoryStream();
        file.CopyTo(bytes);
        var content = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return Convert.ToHexStringLower(
            SHA256.HashData(TextOf(content) is { } text ? s_utf8.GetBytes(EntriesOf(text)) : content)
        );
    }

    private static string? TextOf(ReadOnlySpan<byte> content)
    {
        try
        {
            return s_utf8.GetString(content.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string EntriesOf(string text)
    {
        var tokens = new CSharpTokens();
        tokens.Add(SyntaxFactory.ParseTokens(text, options: s_options), areParsed: false);
        return tokens._entries.ToString();
    }

    private void Add(IEnumerable<SyntaxToken> tokens, bool areParsed)
    {
        var isOpen = false;
        foreach (var token in tokens)
        {
            AddAll(token.LeadingTrivia);
            // Without its parser Roslyn takes >> for two tokens, which may end two lists of types. With a space between them they never are an operator.
            if (isOpen && !token.HasLeadingTrivia && token.Text.StartsWith('>'))
            {
                Add(Joined, "");
            }

            if (!areParsed && IsInterpolated(token.Text))
            {
                var parsed = SyntaxFactory.ParseExpression(token.Text, options: s_options);
                Add(parsed.DescendantTokens(), areParsed: true);
            }
            else
            {
                Add(token);
            }

            AddAll(token.TrailingTrivia);
            isOpen = token.IsKind(SyntaxKind.GreaterThanToken) && !token.HasTrailingTrivia;
        }
    }

    private void Add(SyntaxToken token)
    {
        // What a parser thinks is missing is not in the file, and the end of the file says nothing.
        if (!token.IsMissing && !token.IsKind(SyntaxKind.EndOfFileToken))
        {
            // Literals of several lines are as they stand: a CRLF in one is another string than a line feed.
            Add(IsWord(token.Kind()) ? Word : token.RawKind, token.Text);
        }
    }

    // The one token that has others in it. A very long one counts as it stands: the parser, unlike the rest here, may exhaust the stack.
    private static bool IsInterpolated(string text) =>
        text.Length <= LongestParsed
        && (text.StartsWith('$') || text.StartsWith("@$", StringComparison.Ordinal))
        && text.Contains('"', StringComparison.Ordinal);

    private void AddAll(SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            Add(trivia);
        }
    }

    private void Add(SyntaxTrivia trivia)
    {
        switch (trivia.Kind())
        {
            case SyntaxKind.WhitespaceTrivia:
            case SyntaxKind.EndOfLineTrivia:
            case SyntaxKind.SingleLineCommentTrivia:
            case SyntaxKind.MultiLineCommentTrivia:
            case SyntaxKind.RegionDirectiveTrivia:
            case SyntaxKind.EndRegionDirectiveTrivia:
                break;
            case var _ when trivia.GetStructure() is { } structure:
                Add(structure.DescendantTokens(), areParsed: true);
                break;
            case SyntaxKind.DisabledTextTrivia:
                Add(trivia.RawKind, Disabled(trivia.ToFullString()));
                break;
            default:
                Add(trivia.RawKind, trivia.ToFullString());
                break;
        }
    }

    private void Add(int kind, string text) =>
        _entries.Append(CultureInfo.InvariantCulture, $"{kind} {text.Length} {text}\n");

    private static bool IsWord(SyntaxKind kind) =>
        kind == SyntaxKind.IdentifierToken
        || SyntaxFacts.IsKeywordKind(kind)
        || SyntaxFacts.IsPreprocessorKeyword(kind);

    // Other symbols than none may let the compiler see it, so it counts; its line ends do not, unless they may be those of a literal.
    private static string Disabled(string text) =>
        text.Contains("\"\"\"", StringComparison.Ordinal)
        || text.Contains("@\"", StringComparison.Ordinal)
        || text.Contains("@$\"", StringComparison.Ordinal)
            ? text
            : text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
