namespace NtkRepro.Pipeline;

/// <summary>Remembers a run of everything: as it begins, in case it never ends, and as it ends.</summary>
internal sealed class RunMemory
{
    private readonly EngineParts _parts;
    private readonly Plan _plan;
    private readonly RunNote _note;
    private readonly Lazy<Revision?> _revision;
    private readonly DateTimeOffset _started;
    private readonly string _name;
    private readonly string? _sweep;

    private RunMemory(Plan plan, RunNote note, string? name, string? sweep, EngineParts parts)
    {
        (_plan, _note, _sweep, _parts) = (plan, note, sweep, parts);
        _started = parts.Clock.GetUtcNow();
        _revision = new(() => Revision.Of(parts.Options.Root!));
        _name = name ?? RunNames.Of(plan.Preset, plan.Request.Sets);
    }

    /// <summary>Those of a run, or of each run of a sweep.</summary>
    /// <exception cref="DefinitionException">The name that was given is none.</exception>
    public static IReadOnlyList<RunMemory> Of(Plan plan, RunNote note, EngineParts parts)
    {
        if (note.Name is { } given && RunNames.Problem(given) is { } problem)
        {
            throw new DefinitionException($"--name {given}: {problem}");
        }

        var sweep = plan.Members.Count > 0 ? note.Name ?? RunNames.OfSweep(plan) : null;
        return sweep is null
            ? [new RunMemory(plan, note, note.Name, sweep, parts)]
            :
            [
                .. plan.Members.Select(m => new RunMemory(
                    m.Plan,
                    note,
                    note.Name is null
                        ? null
                        : RunNames.Of(note.Name, [.. m.Settings.Select(s => $"{s.Key}={s.Value}")]),
                    sweep,
                    parts
                )),
            ];
    }

    /// <summary>Notes that a run has begun; the finished one of the name stays until another finishes.</summary>
    /// <param name="results">What there is already, by index of the instance.</param>
    /// <param name="warn">Told what went wrong.</param>
    public void Begin(InstanceResult?[] results, Action<string> warn) =>
        Try(
            warn,
            () =>
                Write(
                    Unfinished(
                        RunState.Unfinished,
                        [.. _plan.Instances.Select(p => results[p.Instance.Index]).OfType<InstanceResult>()],
                        TimeSpan.Zero
                    )
                )
        );

    /// <summary>Notes how a run ended.</summary>
    /// <param name="result">The run.</param>
    /// <param name="warn">Told what went wrong, and of a name that was another run's.</param>
    /// <returns>What is remembered; null where it could not be written.</returns>
    public RunRecord? End(RunResult result, Action<string> warn) =>
        Try(
            warn,
            () =>
            {
                if (!result.Succeeded)
                {
                    return Write(
                        Unfinished(
                            result.Cancelled ? RunState.Interrupted : RunState.Failed,
                            result.Instances,
                            result.Duration
                        )
                    );
                }

                var before = _parts.RunRecords.Find(_name);
                if (before?.State == RunState.Finished && result.Count(Outcome.Computed) == 0 && IsSame(before, result))
                {
                    // The times and the commit are those of the run that computed it.
                    return before.IsNamed || _note.Name is null ? before : Write(before with { IsNamed = true });
                }

                var record = Record(RunState.Finished, result.Instances, result.Duration) with
                {
                    Notes = _note.Notes?.Invoke(result) ?? new Dictionary<string, string>(),
                };
                record = WithShown(record, result.Published);
                if (before?.Finished is { } taken && IsTaken(taken, record))
                {
                    warn(
                        $"the name '{_name}' is this run's now; it was that of {Describe(taken)}, of {taken.Ended:yyyy-MM-dd HH:mm}"
                    );
                }

                // The page is that of the run before.
                _parts.RunRecords.RemovePage(_name);
                return Write(record);
            }
        );

    private bool IsSame(RunRecord before, RunResult result) =>
        before.IsOf(_plan.Preset, _plan.Request.Sets)
        && before
            .Instances.Select(i => (i.Name, (string?)i.Key))
            .SequenceEqual(result.Instances.Select(i => (i.Name, i.Key)));

    // A name that was made means the same preset and changes, whatever the code.
    private bool IsTaken(RunRecord taken, RunRecord record) =>
        !taken.IsOf(record.Preset, record.Sets) || (_note.Name is not null && !taken.HasResultsOf(record));

    private static string Describe(RunRecord record) =>
        string.Join(", ", record.Sets.Prepend($"preset {record.Preset ?? "none"}"));

    private RunRecord Unfinished(RunState state, IReadOnlyList<InstanceResult> results, TimeSpan duration) =>
        Record(state, results, duration) with
        {
            Before = _parts.RunRecords.Find(_name)?.Finished is { } finished ? finished with { Before = null } : null,
        };

    private RunRecord Record(RunState state, IReadOnlyList<InstanceResult> results, TimeSpan duration) =>
        new()
        {
            Name = _name,
            IsNamed = _note.Name is not null,
            Sweep = _sweep,
            Command = _note.Command,
            Preset = _plan.Preset,
            Sets = _plan.Request.Sets,
            State = state,
            Started = _started,
            Ended = _parts.Clock.GetUtcNow(),
            Seconds = Math.Round(duration.TotalSeconds, 3),
            Host = Environment.MachineName,
            Engine = _plan.Engine,
            Revision = _revision.Value,
            IsDirty = results
                .Select(r => r.Manifest?.Revision)
                .Append(_revision.Value)
                .Any(r => r is { Changes.Count: > 0 }),
            Parameters = ParameterValue.Of(_plan).ToDictionary(p => p.Path, p => p.Json, StringComparer.Ordinal),
            Planned = _plan.Instances.Count,
            Instances =
            [
                .. results
                    .Where(r => r.Manifest is not null)
                    .Select(r => new RecordedInstance(r.Manifest!.Instance, r.Stage, r.Axes, r.Manifest!.Key)),
            ],
        };

    private static RunRecord WithShown(RunRecord record, IReadOnlyList<PublishedFile> published)
    {
        var shown = published.ToLookup(f => f.Instance, StringComparer.Ordinal);
        return record with
        {
            Instances =
            [
                .. record.Instances.Select(i =>
                    shown[i.Name].FirstOrDefault() is { } file
                        ? i with
                        {
                            Folder = file.Path[..^(file.Name.Length + 1)],
                            Shown = [.. shown[i.Name].Select(f => f.Name)],
                        }
                        : i
                ),
            ],
        };
    }

    private RunRecord Write(RunRecord record)
    {
        _parts.RunRecords.Write(record);
        return record;
    }

    private RunRecord? Try(Action<string> warn, Func<RunRecord> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Who gave no name does not count on it.
            if (_note.Name is not null)
            {
                warn($"the run is not remembered as '{_name}': {e.Message}");
            }

            return null;
        }
    }
}
