using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>Puts each linearized run beside the controls and the probe of its onset.</summary>
internal static class Onsets
{
    /// <summary>A row for each seed and onset time.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="training">Their epochs.</param>
    /// <param name="evidence">Intervals.</param>
    /// <param name="regressions">What is known of the parent's kernels at onset times.</param>
    /// <param name="momentum">μ of the linearized runs.</param>
    public static List<OnsetRow> Of(
        IReadOnlyList<RunRow> runs,
        IReadOnlyList<TrainingRow> training,
        Evidence evidence,
        IReadOnlyList<RegressionRow> regressions,
        double momentum
    )
    {
        var byRun = runs.ToDictionary(r => (r.Kind, r.Variant, r.Seed, r.Time));
        var starts = training
            .Where(t => t is { Kind: "linearized", Epoch: 0 })
            .ToDictionary(t => (t.Seed, t.Time), t => t.TestError);
        var (errors, advantages, gaps) = (evidence.Errors["linearized"], evidence.Advantages, evidence.GapsClosed);
        return [.. runs.Where(r => r.Kind == "linearized").Select(Row)];

        OnsetRow Row(RunRow run)
        {
            var at = (run.Seed, run.Time);
            var (control, own, frozen) = (Run("control", "same"), Run("control", "own"), Run("control", "frozen"));
            var interval = errors.Values.GetValueOrDefault(at)?.Interval ?? Interval.None;
            var advantage = advantages.Values.GetValueOrDefault(at)?.Interval ?? Interval.None;
            var curvature = regressions.FirstOrDefault(r => (r.Seed, r.Time) == at)?.Curvature ?? double.NaN;
            return new OnsetRow(
                run.Seed,
                run.Time,
                run.TimeSteps,
                run.LearningRate,
                run.TestError,
                interval.Low,
                interval.High,
                run.BestTestError,
                run.TrainError,
                run.Epoch,
                run.StillImproving,
                ErrorOf(control),
                ErrorOf(own),
                ErrorOf(frozen),
                ErrorOf(Run("probe", "")),
                starts.GetValueOrDefault(at, double.NaN),
                run.TestError - ErrorOf(control),
                advantage.Low,
                advantage.High,
                run.TestError - ErrorOf(frozen),
                gaps.Values.GetValueOrDefault(at)?.Value ?? double.NaN,
                run.LearningRate * curvature / (2 * (1 + momentum)),
                run.Outcome != Outcomes.Trained || (control is not null && control.Outcome != Outcomes.Trained)
            );

            RunRow? Run(string kind, string variant) => byRun.GetValueOrDefault((kind, variant, run.Seed, run.Time));
        }
    }

    private static double ErrorOf(RunRow? run) => run is { Outcome: Outcomes.Trained } ? run.TestError : double.NaN;
}
