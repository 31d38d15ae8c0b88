using System.Text;
using Microsoft.Extensions.FileSystemGlobbing;

namespace NtkRepro.Pipeline;

/// <summary>Hashes the source files that stages declare as their code.</summary>
internal sealed class CodeHasher(string root, HashCache hashes)
{
    private readonly Dictionary<string, CodeListing> _listings = new(StringComparer.Ordinal);

    /// <summary>The listing of a stage's code; a pattern without files is a mistake.</summary>
    public CodeListing Of(StageDefinition stage, MistakeList mistakes)
    {
        var key = string.Join('\n', stage.Code);
        if (!_listings.TryGetValue(key, out var listing))
        {
            listing = Read(stage, mistakes);
            _listings.Add(key, listing);
        }

        return listing;
    }

    /// <summary>Adds a mistake for every pattern that matches no file.</summary>
    public static void Check(string root, StageDefinition stage, MistakeList mistakes)
    {
        for (var i = 0; i < stage.CodePatterns.Count; i++)
        {
            if (!Files(root, stage.CodePatterns[i]).Any())
            {
                mistakes.Add(
                    stage.CodeLocations[i],
                    $"code of stage '{stage.Name}': no file matches '{stage.Code[i]}'"
                );
            }
        }
    }

    private CodeListing Read(StageDefinition stage, MistakeList mistakes)
    {
        Check(root, stage, mistakes);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = stage.CodePatterns.SelectMany(p => Files(root, p)).Distinct(StringComparer.Ordinal).ToList();
        var found = hashes.HashAll([.. names.Select(f => Path.Combine(root, f))]);
        foreach (var (file, hash) in names.Zip(found))
        {
            if (hash is not null)
            {
                files[file] = hash.Value.Sha256;
            }
        }

        return new CodeListing(files);
    }

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    private static IEnumerable<string> Files(string root, Glob pattern)
    {
        if (pattern.IsLiteral)
        {
            return File.Exists(Path.Combine(root, pattern.Text)) ? [pattern.Text] : [];
        }

        return new Matcher(StringComparison.Ordinal)
            .AddInclude(pattern.Text.Replace('?', '*'))
            .GetResultsInFullPath(root)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Where(pattern.Matches);
    }
}

/// <summary>The code files of a stage: path to SHA-256, and the SHA-256 of that listing.</summary>
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
