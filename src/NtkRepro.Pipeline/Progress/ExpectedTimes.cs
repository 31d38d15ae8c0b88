namespace NtkRepro.Pipeline;

/// <summary>
/// How long the instances of a run will take: as long as was expected, times how much longer than expected others took in this run.
/// Those of the same stage count, and more those that share its first axis, its first two, and so on: other parameters, another machine
/// and what was never timed show in a few instances.
/// </summary>
internal sealed class ExpectedTimes
{
    // What is expected weighs like this share of the run, and in each group like one instance, so that the first to end does not decide
    // alone.
    private const double PriorShare = 0.02;
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<PlannedInstance, Group[]> _groupsOf = [];
    private readonly Dictionary<PlannedInstance, double?> _expected = [];
    private readonly Group _run = new();
    private readonly double _prior;

    public ExpectedTimes(IEnumerable<PlannedInstance> instances)
        : this(instances.Select(i => (i, i.ExpectedSeconds))) { }

    /// <param name="instances">Each with the seconds that are expected of it before anything is learned; null where nothing is.</param>
    public ExpectedTimes(IEnumerable<(PlannedInstance Planned, double? Expected)> instances)
    {
        foreach (var (planned, expected) in instances)
        {
            _expected[planned] = expected;
            _groupsOf[planned] = [.. GroupsOf(planned)];
            _prior += PriorShare * (expected ?? 0);
        }
    }

    /// <summary>Learns from an instance that was computed.</summary>
    public void Add(PlannedInstance planned, double seconds) => Learn(planned, 1, seconds, count: 1);

    /// <summary>Learns what an instance took with other parameters, with which other seconds would have been expected of it.</summary>
    public void Add(PlannedInstance planned, double expected, double seconds) =>
        Learn(planned, expected / (_expected[planned] ?? 1), seconds, count: 1);

    /// <summary>Asks what is expected while the part of an instance that is done counts as well.</summary>
    /// <param name="parts">Instances that are running, how far they are, and the seconds so far.</param>
    /// <param name="ask">Asks.</param>
    public T With<T>(IReadOnlyCollection<(PlannedInstance Planned, double Fraction, double Seconds)> parts, Func<T> ask)
    {
        foreach (var (planned, fraction, seconds) in parts)
        {
            Learn(planned, fraction, seconds, count: 1);
        }

        var answer = ask();
        foreach (var (planned, fraction, seconds) in parts)
        {
            Learn(planned, -fraction, -seconds, count: -1);
        }

        return answer;
    }

    private void Learn(PlannedInstance planned, double fraction, double seconds, int count)
    {
        foreach (var group in _groupsOf[planned])
        {
            group.Add(fraction * (_expected[planned] ?? 1), seconds, count);
        }

        if (_expected[planned] is { } expected)
        {
            _run.Add(fraction * expected, seconds, count);
        }
    }

    /// <summary>Seconds, or null where nothing of the stage was ever timed.</summary>
    public double? Of(PlannedInstance planned)
    {
        // Of a stage that was never timed, each instance counts as one second, and a ratio is the mean.
        var expected = _expected[planned] ?? 1;
        double? ratio = _expected[planned] is null ? null : _run.Ratio(_prior, 1);
        foreach (var group in _groupsOf[planned].TakeWhile(g => !g.IsEmpty))
        {
            ratio = ratio is { } wider ? group.Ratio(expected, wider) : group.Ratio(0, 1);
        }

        return expected * ratio;
    }

    private IEnumerable<Group> GroupsOf(PlannedInstance planned)
    {
        var name = planned.Stage;
        foreach (var value in planned.Instance.Values.Select(v => v.Text).Prepend(""))
        {
            name += $"\t{value}";
            if (!_groups.TryGetValue(name, out var group))
            {
                _groups[name] = group = new Group();
            }

            yield return group;
        }
    }

    /// <summary>What those that ended were expected to take, and took.</summary>
    private sealed class Group
    {
        private double _expected;
        private double _actual;
        private int _count;

        public bool IsEmpty => _count == 0;

        public void Add(double expected, double actual, int count) =>
            (_expected, _actual, _count) = (_expected + expected, _actual + actual, _count + count);

        /// <summary>Actual over expected seconds, where a number of expected ones count as if they had shown another ratio.</summary>
        public double Ratio(double weight, double prior) =>
            _expected + weight > 0 ? (_actual + (weight * prior)) / (_expected + weight) : prior;
    }
}
