namespace NtkRepro.Pipeline;

/// <summary>What a garbage collection keeps.</summary>
public sealed record GcRequest
{
    /// <summary>Keeps what runs of so many days up to now referred to or computed; 0 keeps only what the presets need.</summary>
    public int KeepDays { get; init; } = 30;

    /// <summary>Only lists what would be removed.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>The presets whose current results are kept; null means all of the definition.</summary>
    public IReadOnlyList<string>? Presets { get; init; }
}
