using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>A text with <c>{axis}</c> places.</summary>
internal sealed class Template
{
    private readonly List<(string Text, bool IsAxis)> _parts = [];

    private Template(string text) => Text = text;

    public string Text { get; }

    /// <summary>The distinct axes named.</summary>
    public IReadOnlyList<string> Axes =>
        [.. _parts.Where(p => p.IsAxis).Select(p => p.Text).Distinct(StringComparer.Ordinal)];

    public bool IsConstant => _parts.TrueForAll(p => !p.IsAxis);

    /// <summary>Parses a template; <paramref name="problem"/> says what is wrong with the braces, if anything.</summary>
    public static Template Parse(string text, out string? problem)
    {
        problem = null;
        var template = new Template(text);
        var from = 0;
        while (from < text.Length)
        {
            var open = text.IndexOfAny(['{', '}'], from);
            if (open < 0)
            {
                template._parts.Add((text[from..], false));
                break;
            }

            var close = text[open] == '{' ? text.IndexOf('}', open) : -1;
            if (close < 0 || close == open + 1)
            {
                problem = $"unbalanced or empty braces in '{text}'; an axis is written {{axis}}";
                break;
            }

            if (open > from)
            {
                template._parts.Add((text[from..open], false));
            }

            template._parts.Add((text[(open + 1)..close], true));
            from = close + 1;
        }

        return template;
    }

    public string Substitute(Func<string, string> valueOf)
    {
        if (IsConstant)
        {
            return Text;
        }

        var result = new StringBuilder();
        foreach (var (text, isAxis) in _parts)
        {
            result.Append(isAxis ? valueOf(text) : text);
        }

        return result.ToString();
    }
}
