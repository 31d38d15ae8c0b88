using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NtkRepro.Data;
using NtkRepro.Pipeline;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>One epoch of training.</summary>
/// <param name="Epoch">Epochs of the parent and this run together, at the end of the epoch.</param>
/// <param name="Step">Steps likewise.</param>
/// <param name="LearningRate">At the epoch's last step.</param>
/// <param name="BatchLoss">The mean cross-entropy of its minibatches, in nats.</param>
public sealed record LogRow(double Epoch, int Step, double LearningRate, double BatchLoss);

/// <summary>What a run has recorded so far.</summary>
/// <param name="Log">A row for each epoch.</param>
/// <param name="Performance">A row for each epoch that was measured.</param>
public sealed record TrainingRecord(IList<LogRow> Log, IList<PerformanceRow> Performance)
{
    /// <summary>The logits on the probes after each epoch, and at the start.</summary>
    [JsonIgnore]
    public Trajectory Trajectory { get; init; } = new();
}

/// <summary>
/// Trains epoch by epoch, keeps checkpoints at the steps asked for, and saves its progress after each epoch in the
/// stage's work folder, so that a killed run goes on from there and ends in the same bytes.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    /// <summary>For a run without checkpoints.</summary>
    public static readonly ILookup<int, string> NoCheckpoints = Array.Empty<string>().ToLookup(_ => 0);

    private readonly StageContext context;
    private readonly RunInputs inputs;
    private readonly IClassifier classifier;
    private readonly Schedule schedule;
    private readonly SgdTrainer trainer;
    private readonly RunStatistics statistics;
    private readonly LabelledImages probes;

    /// <param name="context">The stage, with the parameters <c>training</c> and the axis <c>seed</c>.</param>
    /// <param name="inputs">The data.</param>
    /// <param name="classifier">What is trained.</param>
    /// <param name="schedule">The clock and the learning rate.</param>
    /// <param name="order">Which minibatch order: 0 for the parent, the number of the child for a child.</param>
    public TrainingRun(StageContext context, RunInputs inputs, IClassifier classifier, Schedule schedule, int order)
    {
        (this.context, this.inputs, this.classifier, this.schedule) = (context, inputs, classifier, schedule);
        trainer = Trainer(context, inputs, classifier, schedule, order);
        statistics = new RunStatistics(classifier.Network, inputs);
        probes = inputs.Probes(context.Parameters<int>("training.probes"));
    }

    /// <summary>The trainer of a stage with the parameters <c>training</c> and the axis <c>seed</c>.</summary>
    public static SgdTrainer Trainer(
        StageContext context,
        RunInputs inputs,
        IClassifier classifier,
        Schedule schedule,
        int order
    ) =>
        new(
            classifier,
            inputs.Train,
            schedule,
            context.Parameters<TrainingParameters>("training"),
            (long)context.AxisNumber("seed"),
            order,
            context.Parameters<AugmentationParameters>("datasets.{dataset}.augmentation")
        );

    private string ProgressPath => Path.Combine(context.WorkFolder, "progress.safetensors");

    private string TrajectoryPath => Path.Combine(context.WorkFolder, "trajectory.safetensors");

    private string RecordPath => Path.Combine(context.WorkFolder, "record.json");

    /// <summary>
    /// Trains to the end of the full run, and writes the outputs <c>log.parquet</c>, <c>performance.parquet</c>,
    /// <c>trajectory.safetensors</c> and the final state. Checkpoints that a diverged run does not reach hold it as it ended.
    /// </summary>
    /// <param name="start">Makes what to begin with, where there is no progress yet.</param>
    /// <param name="checkpoints">Files in the work folder to write, by step. Steps before the start are left out.</param>
    /// <param name="everyEpoch">Whether each epoch is measured, or the end alone.</param>
    /// <param name="finalState">The output to which the final state is written.</param>
    public void ToEnd(Func<Checkpoint> start, ILookup<int, string> checkpoints, bool everyEpoch, string finalState)
    {
        var (state, record) = Resume(checkpoints) ?? Begin(start());
        using var _ = state;
        if (record.Log.Count == 0)
        {
            Keep(state, checkpoints, state.Step);
            Observe(state, record, performance: false);
        }
        while (state.Step < schedule.TotalSteps && !state.Diverged)
        {
            record.Log.Add(Epoch(state, checkpoints));
            Observe(state, record, everyEpoch);
            Save(state, record);
            context.Report((double)state.Step / schedule.TotalSteps, Status(record.Log[^1]));
        }
        if (record.Performance.Count == 0 || record.Performance[^1].Epoch < EpochOf(state))
            record.Performance.Add(Measure(state, Evaluated(state)));
        foreach (var missed in checkpoints.Where(c => state.Diverged && !IsBehind(state, c.Key)))
            Keep(state, checkpoints, missed.Key);
        record.Trajectory.Save(context.Output("trajectory.safetensors"));
        Table.Write(context.Output("log.parquet"), record.Log);
        Table.Write(context.Output("performance.parquet"), record.Performance);
        SaveCheckpoint(state, context.Output(finalState));
    }

    /// <inheritdoc/>
    public void Dispose() => statistics.Dispose();

    private (TrainingState State, TrainingRecord Record) Begin(Checkpoint start)
    {
        statistics.Take(start);
        return (start.State, new TrainingRecord([], []));
    }

    // Where the run is after an epoch, and how it does there.
    private void Observe(TrainingState state, TrainingRecord record, bool performance)
    {
        using var scope = NewDisposeScope();
        var evaluated = Evaluated(state);
        record.Trajectory.Add(EpochOf(state), Evaluation.Logits(evaluated, state.Weights, probes));
        if (performance)
            record.Performance.Add(Measure(state, evaluated));
    }

    private PerformanceRow Measure(TrainingState state, IClassifier evaluated) =>
        inputs.Measure(evaluated, state, EpochOf(state));

    private IClassifier Evaluated(TrainingState state) => classifier.Freeze(statistics.At(state).Moments);

    private double EpochOf(TrainingState state) => (double)state.Step / schedule.StepsPerEpoch;

    // Trains to the next end of an epoch, stopping for checkpoints on the way.
    private LogRow Epoch(TrainingState state, ILookup<int, string> checkpoints)
    {
        var end = ((state.Step / schedule.StepsPerEpoch) + 1) * schedule.StepsPerEpoch;
        var (losses, steps) = (0.0, 0);
        foreach (var stop in checkpoints.Select(c => c.Key).Where(s => s > state.Step && s < end).Append(end).Order())
        {
            var before = state.Step;
            var loss = trainer.Train(state, stop, context.Cancellation);
            losses += loss * (state.Step - before);
            steps += state.Step - before;
            if (state.Diverged)
                break;
            Keep(state, checkpoints, stop);
        }
        return new LogRow(EpochOf(state), state.Step, schedule.RateAt(state.Step - 1), losses / steps);
    }

    private void Keep(TrainingState state, ILookup<int, string> checkpoints, int step)
    {
        foreach (var name in checkpoints[step])
            SaveCheckpoint(state, Path.Combine(context.WorkFolder, name));
    }

    // Whether a run that got here has kept the checkpoints of a step; one that diverges has not kept those where it did.
    private static bool IsBehind(TrainingState state, int step) =>
        state.Diverged ? step < state.Step : step <= state.Step;

    private void SaveCheckpoint(TrainingState state, string path) =>
        statistics.At(state).Save(path, classifier.Network);

    private void Save(TrainingState state, TrainingRecord record)
    {
        Replace(RecordPath, path => File.WriteAllText(path, JsonSerializer.Serialize(record, Json)));
        Replace(TrajectoryPath, record.Trajectory.Save);
        // The state goes last: it is what makes the epoch count.
        Replace(ProgressPath, path => state.Save(path, classifier.Network));
    }

    private (TrainingState State, TrainingRecord Record)? Resume(ILookup<int, string> checkpoints)
    {
        if (!File.Exists(ProgressPath) || !File.Exists(RecordPath) || !File.Exists(TrajectoryPath))
            return null;
        try
        {
            var state = TrainingState.Load(ProgressPath, classifier.Network);
            CheckKept(state, checkpoints);
            var record = JsonSerializer.Deserialize<TrainingRecord>(File.ReadAllText(RecordPath), Json);
            if (record is null)
                return null;
            // A record one epoch ahead of the state was written just before a kill.
            record = new TrainingRecord(
                [.. record.Log.Where(row => row.Step <= state.Step)],
                [.. record.Performance.Where(row => row.Epoch <= EpochOf(state))]
            )
            {
                Trajectory = Trajectory.Load(TrajectoryPath).Until(EpochOf(state)),
            };
            if (record.Log.Count == 0 || record.Log[^1].Step != state.Step || !record.Trajectory.Ends(EpochOf(state)))
                return null;
            context.Log(string.Create(CultureInfo.InvariantCulture, $"going on from epoch {EpochOf(state):0.##}"));
            return (state, record);
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
    private void CheckKept(TrainingState state, ILookup<int, string> checkpoints)
    {
        foreach (var kept in checkpoints.Where(c => IsBehind(state, c.Key)))
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
