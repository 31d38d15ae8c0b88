using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NtkRepro.Data;
using NtkRepro.Pipeline;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>One epoch of training.</summary>
/// <param name="Epoch">At its end, as in <see cref="PerformanceRow"/>.</param>
/// <param name="Step">Steps likewise.</param>
/// <param name="LearningRate">At the epoch's last step.</param>
/// <param name="BatchLoss">The mean cross-entropy of its minibatches, in nats.</param>
public sealed record LogRow(double Epoch, int Step, double LearningRate, double BatchLoss);

/// <summary>What a run has recorded so far.</summary>
/// <param name="Log">A row for each epoch.</param>
/// <param name="Performance">A row for each epoch that was measured.</param>
/// <param name="Predictions">Those that are kept, in the order of time.</param>
public sealed record TrainingRecord(
    IList<LogRow> Log,
    IList<PerformanceRow> Performance,
    IList<Predictions> Predictions
)
{
    /// <summary>The logits on the probes after each epoch, and at the start.</summary>
    [JsonIgnore]
    public Trajectory Trajectory { get; init; } = new();
}

/// <summary>What a run keeps and measures on its way.</summary>
public sealed record RunPlan
{
    /// <summary>Files in the work folder to write, by step. Steps before the start are left out.</summary>
    public ILookup<int, string> Checkpoints { get; init; } = Array.Empty<string>().ToLookup(_ => 0);

    /// <summary>Whether each epoch is measured, and the start, or the end alone.</summary>
    public bool EveryEpoch { get; init; }

    /// <summary>
    /// Whether the run is judged by its best epoch: the one with the least validation error, the first of equals, the start included. The
    /// final state is then that of this epoch.
    /// </summary>
    public bool StopsEarly { get; init; }

    /// <summary>Epochs of which predictions are kept, besides the end or the best.</summary>
    public Func<double, bool> KeepsPredictions { get; init; } = _ => false;

    /// <summary>The output to which the final state is written.</summary>
    public string FinalState { get; init; } = "final.safetensors";
}

/// <summary>
/// Trains epoch by epoch, keeps checkpoints at the steps asked for, and saves its progress after each epoch in the
/// stage's work folder, so that a killed run goes on from there and ends in the same bytes.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    private readonly StageContext context;
    private readonly RunInputs inputs;
    private readonly IClassifier classifier;
    private readonly RunPlan plan;
    private readonly Schedule schedule;
    private readonly SgdTrainer trainer;
    private readonly RunStatistics statistics;
    private readonly LabelledImages probes;

    /// <param name="context">The stage, with the axis <c>seed</c> and the parameters of augmentation and of norm images.</param>
    /// <param name="inputs">The data.</param>
    /// <param name="classifier">What is trained.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="order">Which minibatch order: see <see cref="SgdTrainer.Order"/>.</param>
    /// <param name="plan">What is kept and measured.</param>
    public TrainingRun(
        StageContext context,
        RunInputs inputs,
        IClassifier classifier,
        TrainingParameters training,
        int order,
        RunPlan plan
    )
    {
        (this.context, this.inputs, this.classifier, this.plan) = (context, inputs, classifier, plan);
        schedule = Schedule.Create(training, inputs.Train.Count);
        trainer = Trainer(context, inputs, classifier, schedule, training, order);
        statistics = new RunStatistics(classifier.Network, inputs);
        probes = inputs.Probes(training.Probes);
    }

    /// <summary>The trainer of a stage with the axis <c>seed</c> and the parameters of augmentation.</summary>
    public static SgdTrainer Trainer(
        StageContext context,
        RunInputs inputs,
        IClassifier classifier,
        Schedule schedule,
        TrainingParameters training,
        int order
    ) =>
        new(
            classifier,
            inputs.Train,
            schedule,
            training,
            (long)context.AxisNumber("seed"),
            order,
            context.Parameters<AugmentationParameters>("datasets.{dataset}.augmentation")
        );

    private string ProgressPath => Path.Combine(context.WorkFolder, "progress.safetensors");

    private string BestPath(int step) => Path.Combine(context.WorkFolder, $"best-{step}.safetensors");

    private string TrajectoryPath => Path.Combine(context.WorkFolder, "trajectory.safetensors");

    private string RecordPath => Path.Combine(context.WorkFolder, "record.json");

    /// <summary>
    /// Trains to the end of the full run, and writes the outputs <c>log.parquet</c>, <c>performance.parquet</c>,
    /// <c>predictions.parquet</c>, <c>trajectory.safetensors</c> and the final state. Checkpoints that a diverged run does not reach hold it
    /// as it ended.
    /// </summary>
    /// <param name="start">Makes what to begin with, where there is no progress yet.</param>
    public void ToEnd(Func<Checkpoint> start)
    {
        var (state, best, record) = Resume() ?? Begin(start());
        using var _ = state;
        while (state.Step < schedule.TotalSteps && !state.Diverged)
        {
            record.Log.Add(Epoch(state));
            best = Observe(state, best, record, plan.EveryEpoch);
            Save(state, best, record);
            context.Report((double)state.Step / schedule.TotalSteps, Status(record.Log[^1]));
        }
        foreach (var missed in plan.Checkpoints.Where(c => state.Diverged && !IsBehind(state, c.Key)))
            Keep(state, missed.Key);
        Finish(best ?? state, record);
        if (best is not null && record.Performance[^1].Epoch > EpochOf(best))
            MeasureWhole(state, record);
        Write(best ?? state, record);
        best?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => statistics.Dispose();

    private (TrainingState State, TrainingState? Best, TrainingRecord Record) Begin(Checkpoint start)
    {
        statistics.Take(start);
        var record = new TrainingRecord([], [], []);
        Keep(start.State, start.State.Step);
        var best = Observe(start.State, null, record, plan.EveryEpoch);
        best?.Save(BestPath(best.Step), classifier.Network);
        return (start.State, best, record);
    }

    // Where the run is after an epoch, and how it does there; the best state so far.
    private TrainingState? Observe(TrainingState state, TrainingState? best, TrainingRecord record, bool performance)
    {
        using var scope = NewDisposeScope();
        var evaluated = Evaluated(state);
        record.Trajectory.Add(EpochOf(state), Evaluation.Logits(evaluated, state.Weights, probes));
        if (!performance)
            return best;
        var (row, predicted) = inputs.Measure(evaluated, state, EpochOf(state), train: false);
        record.Performance.Add(row);
        if (plan.KeepsPredictions(row.Epoch))
            record.Predictions.Add(new Predictions(row.Epoch, predicted));
        if (!plan.StopsEarly || (best is not null && BestOf(record.Performance).Step != state.Step))
            return best;
        best?.Dispose();
        return state.Copy();
    }

    /// <summary>The row of the best epoch: see <see cref="RunPlan.StopsEarly"/>.</summary>
    public static PerformanceRow BestOf(IEnumerable<PerformanceRow> rows) =>
        rows.MinBy(row => double.IsNaN(row.ValidationError) ? double.PositiveInfinity : row.ValidationError)!;

    // The training set is measured where the run is judged; the predictions there are its own.
    private void Finish(TrainingState judged, TrainingRecord record)
    {
        var predicted = MeasureWhole(judged, record);
        var kept = record.Predictions.FirstOrDefault(p => p.Epoch == EpochOf(judged));
        if (kept is null)
            record.Predictions.Add(new Predictions(EpochOf(judged), predicted));
    }

    private byte[] MeasureWhole(TrainingState state, TrainingRecord record)
    {
        using var scope = NewDisposeScope();
        var (row, predicted) = inputs.Measure(Evaluated(state), state, EpochOf(state), train: true);
        var place = record.Performance.TakeWhile(p => p.Epoch != row.Epoch).Count();
        if (place == record.Performance.Count)
            record.Performance.Add(row);
        else
            record.Performance[place] = row;
        return predicted;
    }

    private void Write(TrainingState final, TrainingRecord record)
    {
        record.Trajectory.Save(context.Output("trajectory.safetensors"));
        Table.Write(context.Output("log.parquet"), record.Log);
        Table.Write(context.Output("performance.parquet"), record.Performance);
        Table.Write(
            context.Output("predictions.parquet"),
            record.Predictions.OrderBy(p => p.Epoch).SelectMany(p => p.Rows(inputs.TestLabels))
        );
        SaveCheckpoint(final, context.Output(plan.FinalState));
    }

    private IClassifier Evaluated(TrainingState state) => classifier.Freeze(statistics.At(state).Moments);

    private double EpochOf(TrainingState state) => (double)state.Step / schedule.StepsPerEpoch;

    // Trains to the next end of an epoch, stopping for checkpoints on the way.
    private LogRow Epoch(TrainingState state)
    {
        var end = ((state.Step / schedule.StepsPerEpoch) + 1) * schedule.StepsPerEpoch;
        var (losses, steps) = (0.0, 0);
        var stops = plan.Checkpoints.Select(c => c.Key).Where(s => s > state.Step && s < end);
        foreach (var stop in stops.Append(end).Order())
        {
            var before = state.Step;
            var loss = trainer.Train(state, stop, context.Cancellation);
            losses += loss * (state.Step - before);
            steps += state.Step - before;
            if (state.Diverged)
                break;
            Keep(state, stop);
        }
        return new LogRow(EpochOf(state), state.Step, schedule.RateAt(state.Step - 1), losses / steps);
    }

    private void Keep(TrainingState state, int step)
    {
        foreach (var name in plan.Checkpoints[step])
            SaveCheckpoint(state, Path.Combine(context.WorkFolder, name));
    }

    // Whether a run that got here has kept the checkpoints of a step; one that diverges has not kept those where it did.
    private static bool IsBehind(TrainingState state, int step) =>
        state.Diverged ? step < state.Step : step <= state.Step;

    private void SaveCheckpoint(TrainingState state, string path) =>
        statistics.At(state).Save(path, classifier.Network);

    private void Save(TrainingState state, TrainingState? best, TrainingRecord record)
    {
        Replace(RecordPath, path => File.WriteAllText(path, JsonSerializer.Serialize(record, Json)));
        Replace(TrajectoryPath, record.Trajectory.Save);
        if (best?.Step == state.Step)
            Replace(BestPath(best.Step), path => best.Save(path, classifier.Network));
        // The state goes last: it is what makes the epoch count.
        Replace(ProgressPath, path => state.Save(path, classifier.Network));
    }

    private (TrainingState State, TrainingState? Best, TrainingRecord Record)? Resume()
    {
        if (!File.Exists(ProgressPath) || !File.Exists(RecordPath) || !File.Exists(TrajectoryPath))
            return null;
        try
        {
            var state = TrainingState.Load(ProgressPath, classifier.Network);
            CheckKept(state);
            var record = JsonSerializer.Deserialize<TrainingRecord>(File.ReadAllText(RecordPath), Json);
            if (record is null)
                return null;
            // A record one epoch ahead of the state was written just before a kill.
            record = new TrainingRecord(
                [.. record.Log.Where(row => row.Step <= state.Step)],
                [.. record.Performance.Where(row => row.Epoch <= EpochOf(state))],
                [.. record.Predictions.Where(row => row.Epoch <= EpochOf(state))]
            )
            {
                Trajectory = Trajectory.Load(TrajectoryPath).Until(EpochOf(state)),
            };
            if (record.Log.Count == 0 || record.Log[^1].Step != state.Step || !record.Trajectory.Ends(EpochOf(state)))
                return null;
            var best = plan.StopsEarly
                ? TrainingState.Load(BestPath(BestOf(record.Performance).Step), classifier.Network)
                : null;
            context.Log(string.Create(CultureInfo.InvariantCulture, $"going on from epoch {EpochOf(state):0.##}"));
            return (state, best, record);
        }
        catch (Exception error)
            when (error
                    is InvalidDataException
                        or JsonException
                        or KeyNotFoundException
                        or FormatException
                        or FileNotFoundException
            )
        {
            context.Log($"starting over: the saved progress is damaged: {error.Message}");
            return null;
        }
    }

    // A power failure may take a file, or its end, that was written long before what was written last.
    private void CheckKept(TrainingState state)
    {
        foreach (var kept in plan.Checkpoints.Where(c => IsBehind(state, c.Key)))
        {
            foreach (var name in kept)
            {
                var path = Path.Combine(context.WorkFolder, name);
                using var checkpoint = Checkpoint.Load(path, classifier.Network);
                if (checkpoint.State.Step != kept.Key)
                    throw new InvalidDataException($"{path} is of step {checkpoint.State.Step}, not {kept.Key}");
            }
        }
    }

    // A reader sees the old file or the new one, never a part.
    private static void Replace(string path, Action<string> write)
    {
        write(path + ".new");
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string Status(LogRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"epoch {row.Epoch:0.##}, loss {row.BatchLoss:F3}");

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
