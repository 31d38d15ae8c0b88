using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>Reads the runs of one network from what the training stages wrote.</summary>
internal static class RunRows
{
    /// <summary>Which run a file belongs to.</summary>
    public static (int Seed, double Time, double Rate, int Child) Identify(
        string kind,
        InputFile file,
        RateSet rates
    ) =>
        (
            (int)file.AxisNumber("seed"),
            kind == "parent" ? 0 : (double)file.AxisNumber("time"),
            kind == "parent" ? 1 : Rate(file, rates).Factor,
            kind == "child" ? (int)file.AxisNumber("child") : 0
        );

    /// <summary>A run as it ended.</summary>
    public static RunRow Final(string kind, InputFile performance, RateSet rates)
    {
        var (seed, time, rate, child) = Identify(kind, performance, rates);
        var final = Table.Read<PerformanceRow>(performance.Path)[^1];
        return new RunRow(
            kind,
            seed,
            time,
            rate,
            child,
            final.TrainError,
            final.TrainLoss,
            final.TestError,
            final.TestLoss,
            final.Outcome
        );
    }

    /// <summary>Each linearized run beside the child with its seed, time, rate and minibatch order.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="rates">What is trained at which learning rate.</param>
    public static List<OnsetRow> Onsets(IReadOnlyList<RunRow> runs, RateSet rates) =>
        [
            .. from linearized in runs
            where linearized.Kind == "linearized"
            from child in runs
            where
                child.Kind == "child"
                && child.Child == (linearized.Rate == rates.Base.Factor ? rates.Base : rates.Low).Children[0]
                && (child.Seed, child.Time, child.Rate) == (linearized.Seed, linearized.Time, linearized.Rate)
            select new OnsetRow(
                linearized.Seed,
                linearized.Time,
                linearized.Rate,
                linearized.TestError,
                child.TestError,
                linearized.TestError - child.TestError,
                linearized.Outcome != Outcomes.Trained || child.Outcome != Outcomes.Trained
            ),
        ];

    private static RateParameters Rate(InputFile file, RateSet rates) =>
        file.Axes["rate"] == "low" ? rates.Low : rates.Base;
}
