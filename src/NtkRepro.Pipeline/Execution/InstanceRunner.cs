using System.Collections.Concurrent;

namespace NtkRepro.Pipeline;

/// <summary>Brings one instance up to date: finds its result in the store, or computes and stores it.</summary>
internal sealed class InstanceRunner(
    EngineParts parts,
    Plan plan,
    IRunEvents events,
    IInstanceExecutor? executor = null
)
{
    private readonly ResultWriter _writer = new(parts, events);
    private readonly ConcurrentDictionary<string, bool> _caveats = new(StringComparer.Ordinal);
    private readonly Lazy<Portability?> _portability = new(() => parts.Options.Portability?.Invoke(plan.Parameters));
    private readonly Lazy<Revision?> _revision = new(() => Revision.Of(parts.Options.Root!));

    /// <summary>Runs on a worker thread; never throws.</summary>
    /// <param name="planned">The instance; all its producers have results.</param>
    /// <param name="manifestOf">A producer's manifest.</param>
    /// <param name="cancellation">Stops the stage.</param>
    public InstanceResult Run(
        PlannedInstance planned,
        Func<Instance, Manifest> manifestOf,
        CancellationToken cancellation
    )
    {
        string? key = null;
        string? log = null;
        var started = parts.Clock.GetTimestamp();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var inputs = GatheredInputs.Find(planned.Instance, manifestOf, parts.Layout);
            var code = planned.Listing;
            var record = KeyRecord.Write(planned.Instance, inputs.Hashes, code.Sha256, plan.Engine);
            key = KeyRecord.Hash(record);
            if (!planned.IsForced && parts.Store.Find(key).Manifest is { } found)
            {
                return Reuse(planned, found);
            }

            if (executor is not null)
            {
                log = parts.Layout.Log(planned.Name);
                return Delegate(planned, key, log, cancellation);
            }

            void Waiting() => events.Progressed(planned.Name, 0, "waiting for another run of the same instance");
            parts.Options.BeforeWrite?.Invoke(parts.Layout.Lock(key));
            using var held = parts.Options.HasLocks
                ? KeyLock.Acquire(parts.Layout.Lock(key), Waiting, cancellation)
                : null;
            using var claim = parts.HasClaims
                ? KeyClaim.Acquire(parts.Layout.Claim(key), parts.ClaimTerms, Waiting, cancellation)
                : null;
            var (stored, damage) = parts.Store.Find(key);
            if (stored is not null && !planned.IsForced)
            {
                return Reuse(planned, stored);
            }

            if (damage is not null)
            {
                var aside = parts.Store.SetAsideDamaged(key);
                events.Warn(
                    planned.Name,
                    $"the stored result of {planned.Name} was damaged ({damage}); moved to {aside}"
                );
            }

            parts.Layout.CheckEntry(key);
            started = parts.Clock.GetTimestamp();
            parts.Store.KeepCode(code);
            log = parts.Layout.Log(planned.Name);
            var manifest = Compute(planned, key, record, inputs, stored, cancellation);
            WarnOf(manifest.Portability);
            return Result(planned, Outcome.Computed, manifest, manifest.Seconds, log);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Unfinished(planned, Outcome.Cancelled, key, Elapsed(started), "stopped", log);
        }
        // Whatever a stage throws is that instance's failure, not the engine's.
        catch (Exception e)
        {
            return Unfinished(planned, Outcome.Failed, key, Elapsed(started), Describe(e), log);
        }
    }

    // Once, whichever process computed.
    private void WarnOf(Portability? portability)
    {
        if (portability?.Caveat is { } caveat && _caveats.TryAdd(caveat, value: true))
        {
            events.Warn(instance: null, caveat);
        }
    }

    /// <summary>Has the instance run elsewhere, where its key is locked and its result stored.</summary>
    private InstanceResult Delegate(PlannedInstance planned, string key, string log, CancellationToken cancellation)
    {
        var started = parts.Clock.GetTimestamp();
        events.Computing(planned.Name, key);
        executor!.Execute(
            new InstanceJob(
                planned.Name,
                planned.Stage,
                planned.Axes,
                key,
                planned.ExpectedSeconds,
                planned.IsForced,
                (fraction, status) => events.Progressed(planned.Name, fraction, status)
            ),
            cancellation
        );
        var (stored, damage) = parts.Store.Find(key);
        WarnOf(stored?.Portability);
        return stored is not null
            ? Result(planned, Outcome.Computed, stored, Elapsed(started), log)
            : throw new StageFailedException(
                $"it ended well elsewhere, but the store has no result {key}" + (damage is null ? "" : $" ({damage})")
            );
    }

    private Manifest Compute(
        PlannedInstance planned,
        string key,
        string record,
        GatheredInputs inputs,
        Manifest? previous,
        CancellationToken cancellation
    )
    {
        using var folders = new InstanceFolders(
            parts.Layout,
            planned.Name,
            key,
            parts.Clock,
            parts.Options.BeforeWrite
        );
        folders.Log($"{planned.Name} {key}");
        events.Computing(planned.Name, key);
        var context = new StageContext(
            planned.Instance,
            key,
            planned.Resolved,
            inputs.Files,
            folders,
            (fraction, status) => events.Progressed(planned.Name, fraction, status),
            cancellation
        );
        var startTime = parts.Clock.GetUtcNow();
        var started = parts.Clock.GetTimestamp();
        try
        {
            using (parts.Options.OnInstance?.Invoke())
                parts.Stages[planned.Stage].Run(context);
            var files = OutputCheck.Files(folders.Temporary, planned.Instance.Stage);
            var manifest = new Manifest
            {
                Key = key,
                Stage = planned.Stage,
                Instance = planned.Instance.Name,
                Record = record,
                Outputs = _writer.Hash(folders.Temporary, files),
                Engine = plan.Engine,
                Host = Environment.MachineName,
                Threads = parts.Options.Threads,
                Started = startTime,
                Seconds = Elapsed(started),
                Portability = _portability.Value,
                Revision = _revision.Value,
            };
            return _writer.Store(planned, manifest, previous, folders);
        }
        catch (Exception e)
        {
            folders.Log(e.ToString());
            throw;
        }
    }

    /// <summary>The result that the store has for an instance now, or null.</summary>
    /// <param name="planned">The instance; all its producers have results.</param>
    /// <param name="manifestOf">A producer's manifest.</param>
    public Manifest? Lookup(PlannedInstance planned, Func<Instance, Manifest> manifestOf)
    {
        var inputs = InputFiles.Hashes(planned.Instance, manifestOf, out _);
        if (inputs is null)
        {
            return null;
        }

        var record = KeyRecord.Write(planned.Instance, inputs, planned.Listing.Sha256, plan.Engine);
        return parts.Store.Find(KeyRecord.Hash(record)).Manifest;
    }

    private InstanceResult Reuse(PlannedInstance planned, Manifest manifest)
    {
        InstanceFolders.DeleteWork(parts.Layout, manifest.Key);
        parts.LastRuns.Reused(planned, manifest);
        return Result(planned, Outcome.Cached, manifest, seconds: 0, log: null);
    }

    /// <summary>The result of an instance that has one.</summary>
    public InstanceResult Result(
        PlannedInstance planned,
        Outcome outcome,
        Manifest manifest,
        double seconds,
        string? log
    ) =>
        new(
            planned.Name,
            planned.Stage,
            planned.Axes,
            outcome,
            manifest.Key,
            seconds,
            Failure: null,
            log,
            parts.Layout.Entry(manifest.Key)
        )
        {
            Manifest = manifest,
        };

    /// <summary>The result of an instance that has none.</summary>
    public static InstanceResult Unfinished(
        PlannedInstance planned,
        Outcome outcome,
        string? key,
        double seconds,
        string reason,
        string? log
    ) => new(planned.Name, planned.Stage, planned.Axes, outcome, key, seconds, reason, log, Folder: null);

    private double Elapsed(long started) => parts.Clock.GetElapsedTime(started).TotalSeconds;

    private static string Describe(Exception exception)
    {
        var inner = exception is AggregateException { InnerExceptions.Count: 1 }
            ? exception.InnerException!
            : exception;
        return
            inner is StageFailedException or InvalidOperationException
            || inner.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == false
            ? inner.Message
            : $"{inner.GetType().Name}: {inner.Message}";
    }
}
