namespace NtkRepro.Pipeline;

/// <summary>A stage as <c>pipeline.yaml</c> declares it.</summary>
public sealed class StageDefinition
{
    internal StageDefinition() { }

    /// <summary>The stage's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for people; never part of a key.</summary>
    public string Description { get; init; } = "";

    /// <summary>The axes it is repeated over, in order.</summary>
    public IReadOnlyList<string> Axes => [.. Foreach.Select(f => f.Axis)];

    /// <summary>The declared parameter paths, as written.</summary>
    public IReadOnlyList<string> Parameters => [.. ParameterPaths.Select(p => p.Template.Text)];

    /// <summary>The declared inputs (<c>stage/path</c>), as written.</summary>
    public IReadOnlyList<string> Inputs => [.. InputReferences.Select(i => i.Text)];

    /// <summary>The patterns of the source files that make up its code, as written.</summary>
    public IReadOnlyList<string> Code => [.. CodePatterns.Select(c => c.Text)];

    /// <summary>The patterns of the files it writes.</summary>
    public IReadOnlyList<string> Outputs => [.. OutputPatterns.Select(o => o.Text)];

    /// <summary>The patterns of the files that <c>artifacts/latest</c> shows.</summary>
    public IReadOnlyList<string> Publish => [.. PublishPatterns.Select(p => p.Text)];

    internal SourceLocation Location { get; init; } = new("");

    internal IReadOnlyList<AxisDeclaration> Foreach { get; init; } = [];

    internal IReadOnlyList<ParameterReference> ParameterPaths { get; init; } = [];

    internal IReadOnlyList<InputReference> InputReferences { get; init; } = [];

    internal IReadOnlyList<CodePattern> CodePatterns { get; init; } = [];

    internal IReadOnlyList<Glob> OutputPatterns { get; init; } = [];

    internal IReadOnlyList<Glob> PublishPatterns { get; init; } = [];

    internal bool Declares(string output) => OutputPatterns.Any(p => p.Matches(output));
}

/// <summary>An axis and the parameter paths whose union gives its values. When some path could not be read, it is broken.</summary>
internal sealed record AxisDeclaration(
    string Axis,
    SourceLocation Location,
    IReadOnlyList<AxisSource> Sources,
    bool IsBroken
)
{
    /// <summary>Ends a path whose list may be empty: <c>spawn.times.{model}?</c>.</summary>
    public const char MayBeEmptyMark = '?';

    /// <summary>Whether it may have no values, where the stage then has no instances: all its paths are marked.</summary>
    public bool MayBeEmpty { get; init; }
}

/// <summary>A parameter path that an axis takes values from; it may hold axes declared before.</summary>
internal sealed record AxisSource(Template Path, SourceLocation Location)
{
    /// <summary>The path's names, one by one, so that an axis value with a dot in it stays one name.</summary>
    public IReadOnlyList<Template> Names { get; } = [.. Path.Text.Split('.').Select(n => Template.Parse(n, out _))];
}

/// <summary>A parameter path that a stage declares; it may hold axes.</summary>
internal sealed record ParameterReference(Template Template, SourceLocation Location);

/// <summary>An input that a stage declares: a producer's name and a path, which may hold axes and wildcards.</summary>
internal sealed record InputReference(string Text, string Stage, Template Path, SourceLocation Location)
{
    /// <summary>Whether an instance does without where no instance of the producer agrees with it.</summary>
    public bool IsOptional { get; init; }
}
