namespace NtkRepro.Pipeline;

/// <summary>
/// How long the instances of a run will take: as long as the last time, times how much longer than expected others took in this run.
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
    private readonly Group _run = new();
    private readonly double _prior;

    public ExpectedTimes(IEnumerable<PlannedInstance> instances)
    {
        foreach (var planned in instances)
        {
            _groupsOf[planned] = [.. GroupsOf(planned)];
            _prior += PriorShare * (planned.ExpectedSeconds ?? 0);
        }
    }

    /// <summary>Learns from an instance that was computed.</summary>
    public void Add(PlannedInstance planned, double seconds)
    {
        foreach (var group in _groupsOf[planned])
        {
            group.Add(planned.ExpectedSeconds ?? 1, seconds);
        }

        if (planned.ExpectedSeconds is { } expected)
        {
            _run.Add(expected, seconds);
        }
    }

    /// <summary>Seconds, or null where nothing of the stage was ever timed.</summary>
    public double? Of(PlannedInstance planned)
    {
        // Of a stage that was never timed, each instance counts as one second, and a ratio is the mean.
        var expected = planned.ExpectedSeconds ?? 1;
        double? ratio = planned.ExpectedSeconds is null ? null : _run.Ratio(_prior, 1);
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

        public bool IsEmpty { get; private set; } = true;

        public void Add(double expected, double actual) =>
            (_expected, _actual, IsEmpty) = (_expected + expected, _actual + actual, false);

        /// <summary>Actual over expected seconds, where a number of expected ones count as if they had shown another ratio.</summary>
        public double Ratio(double weight, double prior) =>
            _expected + weight > 0 ? (_actual + (weight * prior)) / (_expected + weight) : prior;
    }
}
