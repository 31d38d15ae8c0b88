namespace NtkRepro.Pipeline;

/// <summary>What is wrong with an artifact of a run.</summary>
public enum ArtifactFault
{
    /// <summary>It was never computed: the run is incomplete.</summary>
    NeverRun,

    /// <summary>A stored file is missing or not what was stored.</summary>
    Damaged,

    /// <summary>Its key does not follow from parameters, inputs and code any more.</summary>
    Stale,

    /// <summary>It was computed, and is gone from the store.</summary>
    Gone,

    /// <summary>A file that <c>latest</c> shows is missing, or not the one that was computed.</summary>
    Altered,

    /// <summary>It reads from an artifact with a fault, so that its key is not known.</summary>
    Unknown,
}

/// <summary>One thing that is wrong with a run.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Fault">What kind of thing.</param>
/// <param name="Message">What, in words.</param>
public sealed record ArtifactFinding(string Instance, string Stage, ArtifactFault Fault, string Message);

/// <summary>A file that <c>latest</c> shows, or should.</summary>
/// <param name="Instance">The instance that wrote it.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Axes">Its axes, in canonical texts.</param>
/// <param name="Name">The file's path among the instance's outputs.</param>
/// <param name="Path">Its path below <c>latest</c>, with forward slashes.</param>
/// <param name="Shown">Its full path below <c>latest</c>.</param>
/// <param name="Stored">Its full path in the store.</param>
/// <param name="Sha256">The SHA-256 that it had when it was stored.</param>
public sealed record PublishedFile(
    string Instance,
    string Stage,
    IReadOnlyDictionary<string, string> Axes,
    string Name,
    string Path,
    string Shown,
    string Stored,
    string Sha256
);

/// <summary>The state of a run's artifacts, every byte of them read.</summary>
public sealed class Inspection
{
    internal Inspection() { }

    /// <summary>What the definition asks for now.</summary>
    public required Plan Plan { get; init; }

    /// <summary>All that is wrong; empty when every artifact is whole and follows from parameters, inputs and code.</summary>
    public required IReadOnlyList<ArtifactFinding> Findings { get; init; }

    /// <summary>The files of this run that <c>latest</c> should show, in the order of stages and instances.</summary>
    public required IReadOnlyList<PublishedFile> Published { get; init; }

    /// <summary>Whether <c>latest</c> shows another run, whose files say nothing of this one.</summary>
    public required bool ShowsAnotherRun { get; init; }

    /// <summary>Whether every instance was computed at some time.</summary>
    public bool IsComplete => Findings.All(f => f.Fault != ArtifactFault.NeverRun);

    /// <summary>Whether every instance has a result under the key that it should have, damaged or not.</summary>
    public bool HasAllResults => Plan.Instances.All(i => Manifests.ContainsKey(i.Instance));

    /// <summary>
    /// Why the run's results may have other bytes on other machines, as a clause: of how many that holds, and what was noted. Null where all
    /// have the same everywhere.
    /// </summary>
    public string? NotPortable
    {
        get
        {
            var others = Manifests.Values.Where(m => m.Portability is not { Holds: true }).ToList();
            if (others.Count == 0)
            {
                return null;
            }

            var caveats = others.Select(m => m.Portability?.Caveat).OfType<string>().Distinct(StringComparer.Ordinal);
            return string.Join("; ", caveats.Prepend($"{others.Count} of {Manifests.Count} results are not portable"));
        }
    }

    internal IReadOnlyDictionary<Instance, Manifest> Manifests { get; init; } = new Dictionary<Instance, Manifest>();
}
