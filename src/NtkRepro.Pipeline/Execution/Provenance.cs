namespace NtkRepro.Pipeline;

/// <summary>Where and when a stored result was computed.</summary>
/// <param name="Key">Its key, 64 lower-case hex digits.</param>
/// <param name="Engine">The computing engine and its version.</param>
/// <param name="Host">The host's name.</param>
/// <param name="Threads">The engine's threads.</param>
/// <param name="Started">When it began.</param>
/// <param name="Seconds">How long it took, to the millisecond.</param>
/// <param name="Revision">The state of the repository; null outside one.</param>
/// <param name="Portability">Whether it has the same bytes on other machines; null where that is not known.</param>
public sealed record Provenance(
    string Key,
    string Engine,
    string Host,
    int Threads,
    DateTimeOffset Started,
    double Seconds,
    Revision? Revision,
    Portability? Portability
)
{
    /// <summary>When it ended.</summary>
    public DateTimeOffset Ended => Started.AddSeconds(Seconds);

    /// <summary>That of an instance's result, by its manifest; null where it has no result.</summary>
    /// <param name="result">An instance of a run.</param>
    public static Provenance? Of(InstanceResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Manifest is { } m
            ? new Provenance(
                m.Key,
                m.Engine,
                m.Host,
                m.Threads,
                m.Started,
                Math.Round(m.Seconds, 3),
                m.Revision,
                m.Portability
            )
            : null;
    }
}
