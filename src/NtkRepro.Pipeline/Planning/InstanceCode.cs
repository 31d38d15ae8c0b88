namespace NtkRepro.Pipeline;

/// <summary>The code patterns of an instance with their places filled in, shared by all instances where these have the same values.</summary>
internal sealed class InstanceCode
{
    /// <summary>The name of an instance that has this code, for messages.</summary>
    public required string Example { get; init; }

    public required StageDefinition Stage { get; init; }

    /// <summary>One for each pattern of the stage, in the same order.</summary>
    public required IReadOnlyList<Glob> Globs { get; init; }

    /// <summary>The parameters that the patterns name.</summary>
    public required IReadOnlyList<BoundValue> Parameters { get; init; }
}
