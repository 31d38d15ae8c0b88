namespace NtkRepro.Pipeline;

/// <summary>The readable names of a stage's published files: a folder for each instance, below the stage's.</summary>
internal sealed class PublishedNames
{
    private readonly string _separator;

    /// <param name="stage">The stage.</param>
    /// <param name="instances">All of its instances that are shown side by side.</param>
    public PublishedNames(StageDefinition stage, IReadOnlyList<Instance> instances) =>
        _separator = HasClash(stage, instances) ? "," : "-";

    /// <summary>The folder of an instance; empty for a stage without axes.</summary>
    public string Folder(Instance instance) => string.Join(_separator, Instance.Parts(instance.Stage, instance.Values));

    /// <summary>The outputs that are published.</summary>
    public static IEnumerable<StoredFile> Files(StageDefinition stage, Manifest manifest) =>
        stage.PublishPatterns.SelectMany(manifest.Matching).Distinct();

    /// <summary>Whether joining by hyphens would give two instances one folder, as it may when texts hold hyphens themselves.</summary>
    private static bool HasClash(StageDefinition stage, IReadOnlyList<Instance> instances) =>
        stage.Foreach.Count > 1
        && instances
            .Select(i => string.Join('-', Instance.Parts(stage, i.Values)))
            .Distinct(StringComparer.Ordinal)
            .Count() < instances.Count;
}
