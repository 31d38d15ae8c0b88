namespace NtkRepro.Reporting.Datasets;

/// <summary>The text of pipeline.yaml, to which entries are added without touching what is there.</summary>
internal sealed class DefinitionText
{
    private readonly List<string> lines;
    private readonly string newline;

    public DefinitionText(string text)
    {
        newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        lines = [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>Adds lines at the end of a section.</summary>
    /// <param name="path">Names of sections, from the outermost.</param>
    /// <param name="added">The lines, without indentation.</param>
    /// <returns>The number of the first of them, from 1; null where the section is not written as a block.</returns>
    public int? Add(IReadOnlyList<string> path, IReadOnlyList<string> added)
    {
        var (from, indent) = (0, -1);
        foreach (var name in path)
        {
            var found = Find(name, from, indent);
            if (found < 0)
                return null;
            (from, indent) = (found + 1, Indent(lines[found]));
        }
        var end = from;
        var inner = -1;
        for (var i = from; i < lines.Count && (IsBlank(lines[i]) || Indent(lines[i]) > indent); i++)
        {
            if (IsBlank(lines[i]))
                continue;
            inner = inner < 0 ? Indent(lines[i]) : inner;
            end = i + 1;
        }
        if (inner < 0)
            return null;
        lines.InsertRange(end, added.Select(line => new string(' ', inner) + line));
        return end + 1;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(newline, lines);

    // The line of a name that is a section, directly in the one whose indentation is given.
    private int Find(string name, int from, int outer)
    {
        var inner = -1;
        for (var i = from; i < lines.Count; i++)
        {
            if (IsBlank(lines[i]))
                continue;
            var indent = Indent(lines[i]);
            if (indent <= outer)
                return -1;
            inner = inner < 0 ? indent : inner;
            var text = lines[i].AsSpan(indent);
            var rest = text.StartsWith(name, StringComparison.Ordinal) ? text[name.Length..].Trim() : "";
            if (
                indent == inner
                && rest.StartsWith(":", StringComparison.Ordinal)
                && (rest.Length == 1 || rest[1..].TrimStart().StartsWith("#", StringComparison.Ordinal))
            )
                return i;
        }
        return -1;
    }

    private static bool IsBlank(string line) => line.Trim() is "" or ['#', ..];

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
