using System.Text.RegularExpressions;

namespace NtkRepro.Acceptance;

/// <summary>The table of a stand-in's README: which members it has, where upstream declares them, and since when.</summary>
internal static partial class CoverageTable
{
    private const string Heading = "## What it covers";

    /// <summary>The entries of its first column: a type's name, and those of its members.</summary>
    /// <exception cref="FormatException">A row is not as the others.</exception>
    public static IReadOnlyList<(string Type, string? Member)> Read(string document)
    {
        var rows = File.ReadLines(document)
            .SkipWhile(line => line != Heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .ToList();
        if (rows.Count == 0)
            throw new FormatException($"{document} has no table below '{Heading}'");
        return [.. rows.SelectMany(row => Entries(row, document))];
    }

    private static IEnumerable<(string, string?)> Entries(string row, string document)
    {
        var match = Row().Match(row);
        if (!match.Success)
            throw new FormatException($"{document}: no row `Type`: `member`, `member` | file | since | note: {row}");
        var type = match.Groups["type"].Value;
        yield return (type, null);
        foreach (Capture member in match.Groups["member"].Captures)
            yield return (type, member.Value);
    }

    [GeneratedRegex(
        @"^\| `(?<type>[^`]+)`(: `(?<member>[^`]+)`(, `(?<member>[^`]+)`)*)? \|([^|]*\|){3}$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Row();
}
