namespace NtkRepro.Pipeline;

/// <summary>Whether what a process computes has the same bytes on other machines.</summary>
/// <param name="Holds">Whether it has.</param>
/// <param name="Caveat">Why it has not although it was to; the run warns of it. Null where it has, or was not to.</param>
public sealed record Portability(bool Holds, string? Caveat = null);
