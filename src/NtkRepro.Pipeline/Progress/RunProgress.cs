namespace NtkRepro.Pipeline;

/// <summary>An instance that is running now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Key">The key of its result to be; null before it is computed, and where a scheduler runs it.</param>
/// <param name="Fraction">How far it says it is, from 0 to 1.</param>
/// <param name="Status">What it says it is doing, or null.</param>
/// <param name="Elapsed">Since it started.</param>
public sealed record RunningInstance(
    string Name,
    string Stage,
    string? Key,
    double Fraction,
    string? Status,
    TimeSpan Elapsed
);

/// <summary>How long a run will still take.</summary>
/// <param name="Estimate">The time for all instances whose duration can be estimated.</param>
/// <param name="Unknown">How many cannot be estimated, because none of their stage ever ran; not counted in the time.</param>
public sealed record TimeLeft(TimeSpan Estimate, int Unknown);

/// <summary>How far a run is. May be read from any thread at any time.</summary>
public sealed class RunProgress
{
    private const double EnoughProgress = 0.05;
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly int? _jobs;
    private readonly long _started;
    private readonly Dictionary<string, Active> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlannedInstance> _open;
    private readonly ExpectedTimes _times;
    private readonly List<StageCount> _stages;
    private int _most;
    private int _done;
    private int _failed;

    /// <param name="plan">What runs.</param>
    /// <param name="jobs">How many run at once; null where a scheduler decides, and as many as ever ran are expected to.</param>
    /// <param name="clock">The time.</param>
    internal RunProgress(Plan plan, int? jobs, TimeProvider clock)
    {
        (_jobs, _clock, _started) = (jobs, clock, clock.GetTimestamp());
        Total = plan.Instances.Count;
        _open = plan
            .Instances.Where(i => i.State != PlanState.UpToDate)
            .ToDictionary(i => i.Name, StringComparer.Ordinal);
        _times = new ExpectedTimes(_open.Values);
        _done = Total - _open.Count;
        _stages =
        [
            .. plan
                .Instances.GroupBy(i => i.Stage, StringComparer.Ordinal)
                .Select(g =>
                {
                    var done = g.Where(i => i.State == PlanState.UpToDate).ToList();
                    return new StageCount(g.Key, g.Count(), g.Sum(Weight))
                    {
                        Done = done.Count,
                        Weight = done.Sum(Weight),
                    };
                }),
        ];
    }

    /// <summary>All planned instances.</summary>
    public int Total { get; }

    /// <summary>The instances that have a result.</summary>
    public int Done => Locked(() => _done);

    /// <summary>The instances that failed, were stopped or were skipped.</summary>
    public int Failed => Locked(() => _failed);

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    /// <summary>What is running now, in the order of starting.</summary>
    public IReadOnlyList<RunningInstance> Running =>
        Locked(() =>
            (IReadOnlyList<RunningInstance>)
                [
                    .. _running
                        .Values.OrderBy(r => r.Started)
                        .Select(r => new RunningInstance(
                            r.Planned.Name,
                            r.Planned.Stage,
                            r.Key,
                            r.Fraction,
                            r.Status,
                            _clock.GetElapsedTime(r.Started)
                        )),
                ]
        );

    /// <summary>How far each stage is, in the plan's order.</summary>
    public IReadOnlyList<StageProgress> Stages =>
        Locked(() =>
            (IReadOnlyList<StageProgress>)
                [
                    .. _stages.Select(s =>
                    {
                        var running = _running.Values.Where(r => r.Planned.Stage == s.Name).ToList();
                        var weight = s.Weight + running.Sum(r => r.Fraction * Weight(r.Planned));
                        return new StageProgress(
                            s.Name,
                            s.Total,
                            s.Done,
                            s.Failed,
                            running.Count,
                            Math.Min(1, weight / s.TotalWeight)
                        );
                    }),
                ]
        );

    /// <summary>
    /// The time left: at least the work left shared among the jobs, and at least the longest chain of instances that wait for each
    /// other. Instances that only may run are counted as if they did, so the time can only turn out shorter for them.
    /// </summary>
    /// <returns>Null when nothing is left.</returns>
    public TimeLeft? Remaining() => Locked(() => _open.Count == 0 ? null : _times.With([.. Begun()], Left));

    /// <summary>How much of the run's time has passed, from 0 to 1; where no time can be told, the share of its instances.</summary>
    public double Fraction
    {
        get
        {
            var left = Remaining();
            return left switch
            {
                null => 1,
                { Unknown: > 0 } => Stages.Sum(s => s.Fraction * s.Total) / Math.Max(1, Total),
                _ => Elapsed / (Elapsed + left.Estimate + TimeSpan.FromTicks(1)),
            };
        }
    }

    private TimeLeft Left()
    {
        var unknown = 0;
        var work = 0.0;
        var longest = 0.0;
        var chains = new Dictionary<Instance, double>();
        foreach (var planned in _open.Values.OrderBy(p => p.Instance.Index))
        {
            var seconds = SecondsLeft(planned);
            unknown += seconds is null ? 1 : 0;
            work += seconds ?? 0;
            var before = planned.Instance.Producers.Select(p => chains.GetValueOrDefault(p)).DefaultIfEmpty(0).Max();
            chains[planned.Instance] = before + (seconds ?? 0);
            longest = Math.Max(longest, chains[planned.Instance]);
        }

        return new TimeLeft(TimeSpan.FromSeconds(Math.Max(work / (_jobs ?? Math.Max(1, _most)), longest)), unknown);
    }

    /// <summary>What is running, as far as it says enough.</summary>
    private IEnumerable<(PlannedInstance Planned, double Fraction, double Seconds)> Begun() =>
        _running
            .Values.Where(r => r.Fraction >= EnoughProgress)
            .Select(r => (r.Planned, r.Fraction, _clock.GetElapsedTime(r.Started).TotalSeconds));

    internal void Start(PlannedInstance planned) =>
        Locked(() =>
        {
            _running[planned.Name] = new Active(planned, _clock.GetTimestamp());
            return _most = Math.Max(_most, _running.Count);
        });

    internal void Compute(string instance, string key) =>
        Locked(() =>
        {
            if (_running.TryGetValue(instance, out var active))
            {
                active.Key = key;
            }

            return 0;
        });

    internal void Advance(string instance, double fraction, string? status) =>
        Locked(() =>
        {
            if (_running.TryGetValue(instance, out var active))
            {
                (active.Fraction, active.Status) = (fraction, status ?? active.Status);
            }

            return 0;
        });

    internal void Finish(InstanceResult result) =>
        Locked(() =>
        {
            _running.Remove(result.Name);
            if (_open.Remove(result.Name, out var planned) && result.Outcome == Outcome.Computed)
            {
                _times.Add(planned, result.Seconds);
            }

            var hasResult = result.Manifest is not null;
            var stage = _stages.Find(s => s.Name == result.Stage);
            _done += hasResult ? 1 : 0;
            _failed += hasResult ? 0 : 1;
            if (stage is not null)
            {
                stage.Done += hasResult ? 1 : 0;
                stage.Weight += hasResult && planned is not null ? Weight(planned) : 0;
                stage.Failed += hasResult ? 0 : 1;
            }

            return 0;
        });

    /// <summary>What is left of an instance: by its own progress once that says enough, else by timings.</summary>
    private double? SecondsLeft(PlannedInstance planned)
    {
        var expected = _times.Of(planned);
        if (!_running.TryGetValue(planned.Name, out var active))
        {
            return expected;
        }

        var elapsed = _clock.GetElapsedTime(active.Started).TotalSeconds;
        return active.Fraction >= EnoughProgress ? elapsed * (1 - active.Fraction) / active.Fraction
            : expected is null ? null
            : Math.Max(0, expected.Value - elapsed);
    }

    // Of instances of one stage, that of which nothing is known counts as the others that nothing is known of.
    private static double Weight(PlannedInstance planned) => Math.Max(planned.ExpectedSeconds ?? 1, 1e-6);

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private sealed class StageCount(string name, int total, double totalWeight)
    {
        public string Name => name;

        public int Total => total;

        public double TotalWeight => totalWeight;

        /// <summary>The expected seconds of those that are done.</summary>
        public double Weight { get; set; }

        public int Done { get; set; }

        public int Failed { get; set; }
    }

    private sealed class Active(PlannedInstance planned, long started)
    {
        public PlannedInstance Planned => planned;

        public long Started => started;

        public string? Key { get; set; }

        public double Fraction { get; set; }

        public string? Status { get; set; }
    }
}
