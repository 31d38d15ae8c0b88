using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>Hashes the source files that instances have as their code: C# by its tokens, other files by their bytes.</summary>
internal sealed class CodeHasher(CodeFiles files, HashCache bytes, HashCache tokens)
{
    private const string CSharp = ".cs";
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>The listing of each instance's code, in their order; equal code has one listing.</summary>
    public IReadOnlyList<CodeListing> Of(IReadOnlyList<Instance> instances)
    {
        var found = instances.Select(i => i.Code).Distinct().ToDictionary(c => c, FilesOf);
        var all = found.Values.SelectMany(f => f).Distinct(StringComparer.Ordinal).ToList();
        Hash([.. all.Where(f => f.EndsWith(CSharp, StringComparison.Ordinal))], tokens);
        Hash([.. all.Where(f => !f.EndsWith(CSharp, StringComparison.Ordinal))], bytes);
        var listings = found.ToDictionary(f => f.Key, f => Listing(f.Value));
        return [.. instances.Select(i => listings[i.Code])];
    }

    private HashSet<string> FilesOf(InstanceCode code) =>
        code.Globs.SelectMany(files.Matching).ToHashSet(StringComparer.Ordinal);

    private void Hash(List<string> names, HashCache hashes)
    {
        foreach (var (name, hash) in names.Zip(hashes.HashAll([.. names.Select(files.Full)])))
        {
            // One that went away meanwhile is not there.
            if (hash is not null)
            {
                _hashes[name] = hash.Value.Sha256;
            }
        }
    }

    private CodeListing Listing(HashSet<string> names)
    {
        var listing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (_hashes.TryGetValue(name, out var hash))
            {
                listing[name] = hash;
            }
        }

        return new CodeListing(listing);
    }
}

/// <summary>The code files of an instance: path to SHA-256, and the SHA-256 of that listing.</summary>
internal sealed class CodeListing
{
    public CodeListing(SortedDictionary<string, string> files)
    {
        Files = files;
        var text = new StringBuilder();
        CanonicalJson.WriteObject(text, files, CanonicalJson.WriteString);
        Json = text.ToString();
        Sha256 = KeyRecord.Hash(Json);
    }

    public IReadOnlyDictionary<string, string> Files { get; }

    public string Json { get; }

    public string Sha256 { get; }
}
