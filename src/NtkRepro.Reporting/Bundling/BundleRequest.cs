namespace NtkRepro.Reporting.Bundling;

/// <summary>What a bundle is made of.</summary>
public sealed record BundleRequest
{
    /// <summary>The repository.</summary>
    public required string Root { get; init; }

    /// <summary>The program's project file.</summary>
    public required string Project { get; init; }

    /// <summary>The folder in which the build keeps what it makes, with <c>bin</c>.</summary>
    public required string Build { get; init; }

    /// <summary>The folder of the engine's libraries.</summary>
    public required string Engine { get; init; }

    /// <summary>The folder to write.</summary>
    public required string Target { get; init; }
}
