using Microsoft.Extensions.FileSystemGlobbing;

namespace NtkRepro.Pipeline;

/// <summary>Finds the files that code patterns match, as they are when it is first asked; each folder is listed once.</summary>
/// <param name="root">What the patterns are relative to.</param>
internal sealed class CodeFiles(string root)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _listed = new(StringComparer.Ordinal);
    private readonly HashSet<(CodePattern, string)> _missing = [];

    /// <summary>The full path of a file.</summary>
    public string Full(string file) => Path.Combine(root, file);

    /// <summary>The matching files: paths relative to the root, with forward slashes.</summary>
    public IReadOnlyList<string> Matching(Glob pattern)
    {
        if (pattern.IsLoose)
        {
            return [.. Listed(pattern.Wider).Where(pattern.Matches)];
        }

        if (!_listed.TryGetValue(pattern.Text, out var files))
        {
            files =
                !pattern.IsLiteral ? [.. Listed(pattern.Wider).Where(pattern.Matches)]
                : File.Exists(Full(pattern.Text)) ? [pattern.Text]
                : [];
            _listed[pattern.Text] = files;
        }

        return files;
    }

    /// <summary>Adds a mistake for every pattern without places that matches no file.</summary>
    public void Check(IEnumerable<StageDefinition> stages, MistakeList mistakes)
    {
        foreach (var stage in stages)
        {
            foreach (var pattern in stage.CodePatterns.Where(p => p.IsConstant))
            {
                if (Matching(Glob.Parse(pattern.Text)).Count == 0)
                {
                    mistakes.Add(pattern.Location, $"code of stage '{stage.Name}': no file matches '{pattern.Text}'");
                }
            }
        }
    }

    /// <summary>Adds a mistake for every pattern that matches no file once its places are filled in.</summary>
    public void Check(IEnumerable<Instance> instances, MistakeList mistakes)
    {
        foreach (var code in instances.Select(i => i.Code).Distinct())
        {
            foreach (var (pattern, glob) in code.Stage.CodePatterns.Zip(code.Globs).Where(p => !p.First.IsConstant))
            {
                if (Matching(glob).Count == 0 && _missing.Add((pattern, glob.Text)))
                {
                    mistakes.Add(
                        pattern.Location,
                        $"code of stage '{code.Stage.Name}': no file matches '{pattern.Text}', which is '{glob.Text}' for {code.Example}"
                    );
                }
            }
        }
    }

    private IReadOnlyList<string> Listed(string pattern)
    {
        // Not a pattern that anyone can have written, since it would not have been taken.
        var key = $":{pattern}";
        if (!_listed.TryGetValue(key, out var files))
        {
            files =
            [
                .. new Matcher(StringComparison.Ordinal)
                    .AddInclude(pattern)
                    .GetResultsInFullPath(root)
                    .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
                    .Where(f => IsSource(f, pattern)),
            ];
            _listed.Add(key, files);
        }

        return files;
    }

    /// <summary>
    /// Whether a file is no dot-file, such as an editor's lock <c>.#Name.cs</c>, and no backup: those are not compiled either, and the
    /// build scripts pass over the same. A pattern that names a folder with a dot means it.
    /// </summary>
    private static bool IsSource(string file, string pattern)
    {
        var name = Path.GetFileName(file);
        return (
                !$"/{file}".Contains("/.", StringComparison.Ordinal)
                || $"/{pattern}".Contains("/.", StringComparison.Ordinal)
            )
            && !name.EndsWith('~')
            && !name.EndsWith(".orig", StringComparison.Ordinal)
            && !(name.StartsWith('#') && name.EndsWith('#'));
    }
}
