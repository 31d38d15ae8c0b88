using System.Text;

namespace NtkRepro.Reporting;

/// <summary>
/// What stands for a character that the terminal's encoding does not have: a question mark for each would make <c>✓</c> and <c>✗</c> one.
/// </summary>
internal sealed class PlainFallback : EncoderFallback
{
    private const string Unknown = "?";

    private static readonly Dictionary<char, string> Plain = new()
    {
        ['✓'] = "+",
        ['✗'] = "x",
        ['○'] = "o",
        ['–'] = "-",
        ['−'] = "-",
        ['∞'] = "inf",
        ['…'] = "...",
        ['→'] = "->",
        ['×'] = "x",
        ['·'] = ".",
        ['≥'] = ">=",
        ['≤'] = "<=",
        ['≠'] = "!=",
        ['≈'] = "~",
        ['━'] = "#",
        ['─'] = "-",
    };

    /// <inheritdoc/>
    public override int MaxCharCount => Plain.Values.Max(text => text.Length);

    /// <summary>An encoding that loses no meaning of what this program prints.</summary>
    /// <param name="encoding">The terminal's.</param>
    /// <returns>The encoding itself where it is one of Unicode.</returns>
    public static Encoding Of(Encoding encoding) =>
        encoding.GetString(encoding.GetBytes("✓")) == "✓"
            ? encoding
            : Encoding.GetEncoding(encoding.CodePage, new PlainFallback(), DecoderFallback.ReplacementFallback);

    /// <inheritdoc/>
    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : EncoderFallbackBuffer
    {
        private string text = "";
        private int next;

        public override int Remaining => text.Length - next;

        public override bool Fallback(char charUnknown, int index) =>
            Begin(Plain.GetValueOrDefault(charUnknown, Unknown));

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) => Begin(Unknown);

        public override char GetNextChar() => next < text.Length ? text[next++] : '\0';

        public override bool MovePrevious()
        {
            if (next == 0)
                return false;
            next--;
            return true;
        }

        private bool Begin(string with)
        {
            (text, next) = (with, 0);
            return true;
        }
    }
}
