namespace NtkRepro.Pipeline;

/// <summary>A pipeline as its file declares it, checked.</summary>
public sealed class PipelineDefinition
{
    /// <summary>The preset used when none is named.</summary>
    public const string DefaultPreset = "default";

    internal PipelineDefinition() { }

    /// <summary>The pipeline's name; empty when the file gives none.</summary>
    public required string Name { get; init; }

    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The stages; each comes after those it reads from.</summary>
    public required IReadOnlyList<StageDefinition> Stages { get; init; }

    /// <summary>The presets' names.</summary>
    public IReadOnlyList<string> Presets => [.. PresetNodes.Keys];

    /// <summary>How instances run as jobs of SLURM.</summary>
    public SlurmSettings Slurm { get; init; } = new();

    internal SourceText Source { get; init; } = new("", "");

    internal MapNode ParameterNode { get; init; } = new(new SourceLocation(""), []);

    internal IReadOnlyDictionary<string, MapNode> PresetNodes { get; init; } =
        new Dictionary<string, MapNode>(StringComparer.Ordinal);

    /// <summary>A stage by name.</summary>
    /// <param name="name">The stage's name.</param>
    /// <exception cref="InvalidOperationException">There is no such stage.</exception>
    public StageDefinition Stage(string name) =>
        Stages.FirstOrDefault(s => s.Name == name)
        ?? throw new InvalidOperationException(
            $"unknown stage '{name}'" + Suggestion.For(name, [.. Stages.Select(s => s.Name)])
        );
}
