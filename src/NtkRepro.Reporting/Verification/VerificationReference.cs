using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>
/// The accepted tables and figures: <c>reference/&lt;stage&gt;/…</c> for the default preset, <c>reference/&lt;preset&gt;/&lt;stage&gt;/…</c>
/// for another, named as below <c>latest</c>.
/// </summary>
internal sealed class VerificationReference
{
    // The PDF of a figure carries its fonts, and the PNG is a picture of it: the SVG says the same in a tenth of the size.
    private static readonly string[] Kept = [".parquet", ".svg"];

    private readonly string root;
    private readonly IReadOnlyList<string> presets;
    private readonly string preset;

    /// <param name="artifacts">The folder that holds all references.</param>
    /// <param name="definition">Its presets and stages give the folders' names.</param>
    /// <param name="preset">The preset whose reference this is.</param>
    /// <exception cref="DefinitionException">A preset is named like a stage.</exception>
    /// <exception cref="IOException">A file stands in the place of the folder.</exception>
    public VerificationReference(string artifacts, PipelineDefinition definition, string preset)
    {
        (root, presets, this.preset) = (Path.Combine(artifacts, "reference"), definition.Presets, preset);
        if (definition.Stages.FirstOrDefault(s => presets.Contains(s.Name, StringComparer.Ordinal)) is { } stage)
            throw new DefinitionException(
                $"a stage and a preset are both named '{stage.Name}'; their references clash"
            );
        if (File.Exists(root))
            throw new IOException($"{root} is a file, where a folder belongs; move it away");
        Recover();
    }

    /// <summary>The reference's folder, which may be missing.</summary>
    public string Folder => IsDefault ? root : Path.Combine(root, preset);

    private bool IsDefault => preset == PipelineDefinition.DefaultPreset;

    private string Next => Beside("next");

    private string Previous => Beside("previous");

    // Hidden, so that it is no name that a person would give a copy.
    private string Beside(string name) =>
        Path.Combine(Path.GetDirectoryName(root)!, $".{Path.GetFileName(root)}.{name}");

    /// <summary>The files of this preset's reference, relative, with forward slashes, sorted.</summary>
    public IReadOnlyList<string> Files() =>
        Directory.Exists(Folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                    .Select(Relative)
                    .Where(f => IsKept(f) && IsOwn(f))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The full path of a file.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Whether a file of a run belongs into a reference: its tables do, and its figures as SVG.</summary>
    public static bool Keeps(PublishedFile file) => IsKept(file.Name);

    /// <summary>
    /// Puts the files of a run that a reference keeps in the place of this preset's. All references are written anew beside the present ones and renamed
    /// into their place, so that a kill at any time leaves the old ones or the new ones, whole.
    /// </summary>
    public void Replace(IReadOnlyList<PublishedFile> files)
    {
        if (Directory.Exists(Next))
            Directory.Delete(Next, recursive: true);
        Directory.CreateDirectory(Next);
        foreach (
            var file in Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories) : []
        )
        {
            if (!IsReplaced(Path.GetRelativePath(root, file)))
                Copy(file, Path.Combine(Next, Path.GetRelativePath(root, file)));
        }
        foreach (var file in files.Where(Keeps))
            Copy(file.Stored, Path.Combine(Next, Path.GetRelativePath(root, Folder), file.Path));
        if (Directory.Exists(root))
            Directory.Move(root, Previous);
        Directory.Move(Next, root);
        if (Directory.Exists(Previous))
            Directory.Delete(Previous, recursive: true);
    }

    // A kill between the two renames leaves no reference, but the previous one under its other name.
    private void Recover()
    {
        if (!Directory.Exists(Previous))
            return;
        if (Directory.Exists(root))
            Directory.Delete(Previous, recursive: true);
        else
            Directory.Move(Previous, root);
    }

    private string Relative(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');

    // The default reference lies around those of the other presets, and may lie beside a file that explains it.
    private bool IsOwn(string file) =>
        file.Contains('/', StringComparison.Ordinal)
        && !(IsDefault && presets.Contains(file.Split('/')[0], StringComparer.Ordinal));

    // What no reference keeps is a person's.
    private bool IsReplaced(string belowRoot)
    {
        var path = belowRoot.Replace('\\', '/');
        return IsKept(path) && (IsDefault ? IsOwn(path) : path.StartsWith($"{preset}/", StringComparison.Ordinal));
    }

    private static bool IsKept(string file) => Kept.Contains(Path.GetExtension(file), StringComparer.Ordinal);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        // A stored file is read-only, and a copy of it would be too.
        using var source = File.OpenRead(from);
        using var target = File.Create(to);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }
}
