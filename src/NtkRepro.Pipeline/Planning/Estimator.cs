namespace NtkRepro.Pipeline;

/// <summary>How it is known how long an instance will take.</summary>
internal enum TimingSource
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It took so long for as much work.</summary>
    Run,

    /// <summary>From its work, at a rate that was measured.</summary>
    Rate,

    /// <summary>From its work, at that of an ordinary machine.</summary>
    Assumed,
}

/// <summary>
/// Says how long the instances of a plan will take: as long as they did for as much work; else by that, at the rate of those that
/// were timed, whatever their parameters were.
/// </summary>
internal static class Estimator
{
    public static void Estimate(IReadOnlyList<PlannedInstance> plan, LastRuns lastRuns, WorkMeasure? measure)
    {
        foreach (var planned in plan.Where(p => p.Seconds is not null))
        {
            (planned.ExpectedSeconds, planned.Timing) = (planned.Seconds, TimingSource.Run);
        }

        if (measure is not null)
        {
            ByWork(plan, lastRuns, measure);
            return;
        }

        foreach (var stage in plan.GroupBy(p => p.Stage, StringComparer.Ordinal))
        {
            var known = stage
                .Select(p => (Planned: p, Last: p.Seconds ?? lastRuns.Find(p.Instance.Name)?.Seconds))
                .ToList();
            double? mean = known.Exists(k => k.Last is not null) ? known.Average(k => k.Last) : null;
            foreach (var (planned, last) in known.Where(k => k.Planned.Seconds is null && mean is not null))
            {
                (planned.ExpectedSeconds, planned.Timing) = (last ?? mean, TimingSource.Rate);
            }
        }
    }

    private static void ByWork(IReadOnlyList<PlannedInstance> plan, LastRuns lastRuns, WorkMeasure measure)
    {
        var times = new ExpectedTimes(plan.Select(p => (p, (double?)Assumed(p.Work!.Value))));
        var isMeasured = false;
        foreach (var planned in plan)
        {
            var (seconds, work) = (planned.Seconds, planned.Work);
            if (seconds is null && lastRuns.Of(planned.Instance.Name).FirstOrDefault(r => r.Work > 0) is { } other)
            {
                (seconds, work) = (other.Seconds, other.Work);
            }

            if (seconds is { } took)
            {
                times.Add(planned, Assumed(work!.Value), took);
                isMeasured = true;
            }
        }

        foreach (var planned in plan.Where(p => p.Seconds is null))
        {
            planned.ExpectedSeconds = times.Of(planned);
            planned.Timing = isMeasured ? TimingSource.Rate : TimingSource.Assumed;
        }

        double Assumed(double work) => work / measure.Rate;
    }
}
