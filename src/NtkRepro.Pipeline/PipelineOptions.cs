namespace NtkRepro.Pipeline;

/// <summary>What an application tells the engine about itself.</summary>
public sealed record PipelineOptions
{
    /// <summary>The computing engine's name and version, such as <c>libtorch 2.10.0</c>; part of every key.</summary>
    public required string Engine { get; init; }

    /// <summary>
    /// The part of the engine's identity that the parameters choose, such as <c>cuda</c>; it follows <see cref="Engine"/> in every key. Null
    /// where they choose nothing. A choice that cannot be met is a <see cref="ParameterException"/>.
    /// </summary>
    public Func<object, string?> EngineVariant { get; init; } = _ => null;

    /// <summary>Where results go; null means <c>artifacts</c> beside the definition.</summary>
    public string? Artifacts { get; init; }

    /// <summary>
    /// The folder of the store, when it is not the artifacts folder: several checkouts and hosts may share one, at the same time. Locks,
    /// unfinished results and work folders lie there too; logs and <c>latest</c> stay in <see cref="Artifacts"/>.
    /// </summary>
    public string? Store { get; init; }

    /// <summary>Where instances' logs go; null means <c>logs</c> among the artifacts.</summary>
    public string? Logs { get; init; }

    /// <summary>
    /// Whether keys are also claimed by files, for stores whose locks may not reach other hosts; null means if the store lies on a network
    /// file system.
    /// </summary>
    public bool? Claims { get; init; }

    /// <summary>How long another host's writes may take to become visible on a shared store.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What <c>code</c> patterns are relative to; null means the definition's folder.</summary>
    public string? Root { get; init; }

    /// <summary>
    /// What the program was compiled from: <see cref="CompiledSources"/>. A run that would compute with sources that are others now is
    /// refused. Null where the program does not say.
    /// </summary>
    public Func<IReadOnlyDictionary<string, string>>? Sources { get; init; }

    /// <summary>The engine's threads per instance; noted in manifests, never part of a key.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Forces results to the disk before they count as stored. Off only where a crash does not matter, as in tests.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>
    /// Called with the parameters on each worker thread before its first instance, for instance to set the number of the engine's threads.
    /// </summary>
    public Action<object>? OnWorkerStart { get; init; }

    /// <summary>
    /// Called with the parameters in each process that computes, once its first worker has started: whether its results have the same bytes
    /// on other machines, which their manifests note. Null where that is not known.
    /// </summary>
    public Func<object, Portability>? Portability { get; init; }

    /// <summary>
    /// Called on the thread of each instance before its stage runs; what it returns is disposed of after it, for instance a scope of tensors.
    /// </summary>
    public Func<IDisposable>? OnInstance { get; init; }

    /// <summary>Checks what the parameters' types cannot say; called for each preset, and for each plan's preset and settings.</summary>
    public Action<ParameterCheck>? Check { get; init; }

    /// <summary>Completes the parameters of each plan from what lies outside them; null where nothing does.</summary>
    public Action<ParameterCompletion>? Complete { get; init; }

    /// <summary>How much work instances are; null where it is not known, and each counts as the others of its stage do.</summary>
    public WorkMeasure? Work { get; init; }

    /// <summary>The source of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Off where tests stand for a file system without locks.</summary>
    internal bool HasLocks { get; init; } = true;

    /// <summary>How keys are claimed; null for the usual terms.</summary>
    internal ClaimTerms? ClaimTerms { get; init; }

    /// <summary>Called with the path before each step of writing to the disk; what it throws stands for what the disk may throw.</summary>
    internal Action<string>? BeforeWrite { get; init; }
}
