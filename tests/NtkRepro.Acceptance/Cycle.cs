namespace NtkRepro.Acceptance;

/// <summary>Looks for a way along arrows that ends where it began.</summary>
internal static class Cycle
{
    /// <summary>A cycle as <c>a -> b -> a</c>; null where there is none.</summary>
    public static string? In(IEnumerable<(string? From, string? To)> arrows)
    {
        var next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
        var done = new HashSet<string?>(StringComparer.Ordinal);
        return next.Select(from => Follow(from.Key, [])).FirstOrDefault(found => found is not null);

        string? Follow(string? node, IReadOnlyList<string?> path)
        {
            if (path.Contains(node, StringComparer.Ordinal))
                return string.Join(" -> ", path.SkipWhile(n => n != node).Append(node));
            if (done.Contains(node))
                return null;
            var found = next[node].Select(to => Follow(to, [.. path, node])).FirstOrDefault(f => f is not null);
            done.Add(node);
            return found;
        }
    }
}
