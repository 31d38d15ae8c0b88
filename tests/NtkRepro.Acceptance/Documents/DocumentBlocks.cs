using System.Text.RegularExpressions;

namespace NtkRepro.Acceptance.Documents;

/// <summary>The code in a Markdown document: fenced, or indented by four spaces.</summary>
internal sealed partial class DocumentBlocks
{
    private readonly List<(string Language, List<string> Lines)> blocks = [];

    /// <param name="path">The document.</param>
    public DocumentBlocks(string path)
    {
        var (isFenced, isIndented) = (false, false);
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                (isFenced, isIndented) = (!isFenced, false);
                if (isFenced)
                    blocks.Add((line[3..].Trim(), []));
            }
            else if (isFenced)
                blocks[^1].Lines.Add(line);
            else if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                if (!isIndented)
                    blocks.Add(("", []));
                blocks[^1].Lines.Add(line[4..]);
                isIndented = true;
            }
            else
                isIndented = false;
        }
    }

    /// <summary>The texts of the blocks of a language, in their order.</summary>
    /// <param name="language">As after the fence; indented blocks have none.</param>
    public IReadOnlyList<string> Of(string language) =>
        [.. blocks.Where(b => b.Language == language).Select(b => string.Join('\n', b.Lines) + "\n")];

    /// <summary>The commands of the build in blocks of the shell, in their order, without the remarks behind them.</summary>
    public IReadOnlyList<string> Commands =>
        [
            .. blocks
                .Where(b => b.Language is "" or "sh" or "bash" or "shell" or "console")
                .SelectMany(b => Command().Matches(string.Join('\n', b.Lines)))
                .Select(m => m.Groups["command"].Value.Trim()),
        ];

    // A line that ends in a backslash goes on in the next one.
    [GeneratedRegex(
        @"^(\$ )?(?<command>([A-Z_]+=\S* )*\./build\.sh(\\\n|[^\n#]|(?<=\S)#)*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Command();
}
