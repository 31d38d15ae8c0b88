using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>How an instance ended.</summary>
public enum Outcome
{
    /// <summary>Its result was in the store when the run was planned.</summary>
    UpToDate,

    /// <summary>Its result turned out to be in the store once its inputs were known.</summary>
    Cached,

    /// <summary>It ran, and its result was stored.</summary>
    Computed,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>It was running when the run was stopped.</summary>
    Cancelled,

    /// <summary>It never started.</summary>
    Skipped,
}

/// <summary>One instance's part in a run.</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Axes">Its axes, in canonical texts.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Key">Its key, if that became known.</param>
/// <param name="Seconds">How long it ran; 0 when it did not.</param>
/// <param name="Failure">Why it failed or was skipped; null otherwise.</param>
/// <param name="LogPath">Its log, if it ran.</param>
/// <param name="Folder">Where its result is stored, if it has one.</param>
public sealed record InstanceResult(
    string Name,
    string Stage,
    IReadOnlyDictionary<string, string> Axes,
    Outcome Outcome,
    string? Key,
    double Seconds,
    string? Failure,
    string? LogPath,
    string? Folder
)
{
    internal Manifest? Manifest { get; init; }
}

/// <summary>What a run did.</summary>
public sealed record RunResult
{
    /// <summary>All planned instances, in the plan's order.</summary>
    public required IReadOnlyList<InstanceResult> Instances { get; init; }

    /// <summary>What <c>latest</c> shows of the run, in the order of stages and instances; empty unless every instance has a result.</summary>
    public IReadOnlyList<PublishedFile> Published { get; init; } = [];

    /// <summary>What the user should know although nothing failed: damaged results that were replaced, results that differ on repetition.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether the run was stopped from outside.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>The scheduler's jobs that go on although the run was interrupted; null when there are none.</summary>
    public LeftJobs? Left { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What is remembered of it; null for a part of a run, and where that could not be written.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>Of a sweep the runs that it consists of, in the order of its combinations; empty for a run.</summary>
    public IReadOnlyList<RunResult> Members { get; init; } = [];

    /// <summary>Whether every instance has a result.</summary>
    public bool Succeeded => Instances.All(i => i.Outcome is Outcome.UpToDate or Outcome.Cached or Outcome.Computed);

    /// <summary>The instances that failed.</summary>
    public IReadOnlyList<InstanceResult> Failed => [.. Instances.Where(i => i.Outcome == Outcome.Failed)];

    /// <summary>The instances that never started.</summary>
    public IReadOnlyList<InstanceResult> Skipped => [.. Instances.Where(i => i.Outcome == Outcome.Skipped)];

    /// <summary>How many instances ended in a certain way.</summary>
    /// <param name="outcome">The way.</param>
    public int Count(Outcome outcome) => Instances.Count(i => i.Outcome == outcome);

    /// <summary>The stored files of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="axes">Values that the instances must have; null for all instances.</param>
    /// <param name="name">A path or pattern among the outputs.</param>
    public IReadOnlyList<InputFile> Outputs(
        string stage,
        IReadOnlyDictionary<string, string>? axes = null,
        string name = "**"
    )
    {
        var pattern = Glob.Parse(name);
        return
        [
            .. Instances
                .Where(i => i.Stage == stage && i.Manifest is not null)
                .Where(i => axes is null || axes.All(a => i.Axes.GetValueOrDefault(a.Key) == a.Value))
                .SelectMany(i => i.Manifest!.Matching(pattern).Select(f => InputFile.Of(i.Name, i.Axes, f, i.Folder!))),
        ];
    }

    /// <summary>The one stored file that a stage, a name and axes mean.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="name">A path or pattern among the outputs.</param>
    /// <param name="axes">Values that the instance must have.</param>
    /// <exception cref="InvalidOperationException">There is no such file, or there are several.</exception>
    public InputFile Output(string stage, string name, IReadOnlyDictionary<string, string>? axes = null)
    {
        var files = Outputs(stage, axes, name);
        return files.Count == 1
            ? files[0]
            : throw new InvalidOperationException($"{stage}/{name} means {files.Count} files of this run, not one");
    }

    /// <summary>Throws if not every instance has a result.</summary>
    /// <exception cref="StageFailedException">Names what failed, with its log, and how much was skipped.</exception>
    public void ThrowIfFailed()
    {
        if (!Succeeded)
        {
            throw new StageFailedException(FailureText());
        }
    }

    /// <summary>What failed and what was skipped, a line each; empty after success.</summary>
    public string FailureText()
    {
        var text = new StringBuilder();
        foreach (var failed in Failed)
        {
            text.Append(failed.Name).Append(" failed: ").Append(failed.Failure);
            text.Append(failed.LogPath is null ? "\n" : $"\n  log: {failed.LogPath}\n");
        }

        if (Cancelled)
        {
            text.Append("stopped\n");
        }

        foreach (var group in Skipped.GroupBy(s => s.Failure, StringComparer.Ordinal))
        {
            var names = group.Take(5).Select(s => s.Name).ToList();
            var more = group.Count() > names.Count ? $", … ({group.Count()} in all)" : "";
            text.Append("not run: ").AppendJoin(", ", names).Append(more).Append(": ").Append(group.Key).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}
