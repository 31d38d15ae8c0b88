using NtkRepro.Training;

namespace NtkRepro.Curves;

/// <summary>A point of a training curve.</summary>
/// <param name="Tag">Which curve: <c>loss/test</c>.</param>
/// <param name="Step">Steps, as in <see cref="LogRow"/>.</param>
/// <param name="Value">A loss in nats, a fraction that is wrong, or a rate.</param>
internal sealed record CurvePoint(string Tag, int Step, double Value)
{
    /// <summary>All points of a run, in the order of its epochs; what was not measured has none.</summary>
    public static IEnumerable<CurvePoint> Of(IEnumerable<LogRow> log, IEnumerable<PerformanceRow> performance) =>
        log.SelectMany(Of)
            .Concat(performance.SelectMany(Of).Where(point => !double.IsNaN(point.Value)))
            .OrderBy(point => point.Step);

    private static IEnumerable<CurvePoint> Of(LogRow row) =>
        [new("loss/minibatches", row.Step, row.BatchLoss), new("learning_rate", row.Step, row.LearningRate)];

    private static IEnumerable<CurvePoint> Of(PerformanceRow row) =>
        [
            new("loss/train", row.Step, row.TrainLoss),
            new("loss/validation", row.Step, row.ValidationLoss),
            new("loss/test", row.Step, row.TestLoss),
            new("error/train", row.Step, row.TrainError),
            new("error/validation", row.Step, row.ValidationError),
            new("error/test", row.Step, row.TestError),
        ];
}
