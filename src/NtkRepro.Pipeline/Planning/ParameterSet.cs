using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>The parameters that an instance declares, shared by all instances that declare the same.</summary>
internal sealed class ParameterSet
{
    public ParameterSet(IReadOnlyList<string> paths, IEnumerable<BoundValue> values)
    {
        Paths = paths;
        foreach (var (path, json) in values.SelectMany(v => v.Leaves()))
        {
            Leaves[path] = json;
        }

        var text = new StringBuilder();
        CanonicalJson.WriteObject(text, Leaves, (t, json) => t.Append(json));
        Json = text.ToString();
    }

    /// <summary>The declared paths with axes filled in.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Path to canonical JSON of every value that takes part in the key.</summary>
    public SortedDictionary<string, string> Leaves { get; } = new(StringComparer.Ordinal);

    /// <summary>The leaves as one canonical JSON object.</summary>
    public string Json { get; }

    /// <summary>Whether a path is declared, by itself or inside a declared section.</summary>
    public bool Covers(string path) =>
        Paths.Any(p =>
            p == path
            || (path.Length > p.Length && path[p.Length] == '.' && path.StartsWith(p, StringComparison.Ordinal))
        );
}
