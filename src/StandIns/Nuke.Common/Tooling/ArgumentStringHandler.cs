using System.Runtime.CompilerServices;
using Nuke.Common.IO;

namespace Nuke.Common.Tooling;

/// <summary>
/// Builds arguments from an interpolated text: values with a space are quoted, <c>:nq</c> leaves them as they are, and <c>:r</c> keeps
/// them out of logs.
/// </summary>
[InterpolatedStringHandler]
public ref struct ArgumentStringHandler
{
    private readonly List<string> _secrets = [];
    private DefaultInterpolatedStringHandler _builder;

    public ArgumentStringHandler(int literalLength, int formattedCount, out bool handlerIsValid)
    {
        _builder = new(literalLength, formattedCount);
        handlerIsValid = true;
    }

    public static implicit operator ArgumentStringHandler(string value)
    {
        var handler = new ArgumentStringHandler(value.Length, 1, out _);
        handler.AppendFormatted(value);
        return handler;
    }

    public void AppendLiteral(string value) => _builder.AppendLiteral(value);

    public void AppendFormatted(object obj, int alignment = 0, string? format = null)
    {
        if (obj is AbsolutePath path)
        {
            _builder.AppendFormatted(path.ToString(format ?? AbsolutePath.DoubleQuoteIfNeeded), alignment);
            return;
        }

        var text = obj as string ?? obj.ToString() ?? "";
        if (format == "r")
            _secrets.Add(text);
        var isBare = obj is not string || format is "r" or "nq" || Quoting.IsQuoted(text);
        _builder.AppendFormatted(isBare ? text : Quoting.DoubleQuoteIfNeeded(text), alignment);
    }

    /// <summary>The arguments; one quoted text alone loses its quotation marks, because it is the whole command line.</summary>
    public string ToStringAndClear()
    {
        var text = _builder.ToStringAndClear();
        return text.Length > 1 && text[0] == '"' && text.IndexOf('"', 1) == text.Length - 1 ? text[1..^1] : text;
    }

    /// <summary>Replaces secrets in a text.</summary>
    public readonly Func<string, string> GetFilter()
    {
        var secrets = _secrets;
        return text =>
            secrets.Aggregate(text, (x, secret) => x.Replace(secret, "[REDACTED]", StringComparison.Ordinal));
    }
}
