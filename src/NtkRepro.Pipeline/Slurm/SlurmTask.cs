using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>A task of a job array as the scheduler shows it.</summary>
/// <param name="Job">The array's job id.</param>
/// <param name="Index">The task's index in the array; <see cref="Rest"/> for all tasks that have no line of their own.</param>
/// <param name="State">The state's long name, <c>RUNNING</c>.</param>
/// <param name="Reason">Why it waits, or why it ended; <c>None</c> for no reason.</param>
/// <param name="Node">Where it runs or ran; empty when it never started.</param>
/// <param name="Array">The number of the array in its run, from the job's comment.</param>
internal sealed record SlurmTask(string Job, int Index, string State, string Reason, string Node, int Array)
{
    /// <summary>The fields of <c>squeue</c> that <see cref="Parse"/> reads.</summary>
    public const string Format = "%F|%K|%T|%r|%N|%k";

    /// <summary>The index of tasks that ended before they began: SLURM keeps one line for all of them.</summary>
    public const int Rest = -1;

    private const int FieldCount = 6;

    private static readonly string[] s_ended =
    [
        "BOOT_FAIL",
        "CANCELLED",
        "COMPLETED",
        "DEADLINE",
        "FAILED",
        "NODE_FAIL",
        "OUT_OF_MEMORY",
        "PREEMPTED",
        "REVOKED",
        "TIMEOUT",
    ];

    /// <summary>Whether it waits, runs or is about to end; a state that is not known counts as alive.</summary>
    public bool IsAlive => !s_ended.Contains(State, StringComparer.Ordinal);

    /// <summary>Whether it is about to end.</summary>
    public bool IsEnding => State == "COMPLETING";

    /// <summary>Whether its instance may be at work.</summary>
    public bool IsRunning => State == "RUNNING" || IsEnding;

    /// <summary>
    /// Whether the scheduler dropped it because a task before it did not end well. That one may have left its result all the same,
    /// where it was ended (preempted, say) as it was about to end by itself.
    /// </summary>
    public bool IsOrphan => this is { State: "CANCELLED", Reason: "DependencyNeverSatisfied", Node: "" };

    /// <summary><c>12_3</c>, as SLURM writes it.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Job}_{Index}");

    /// <summary>A line of <c>squeue</c>, or null when it is none of a task of ours.</summary>
    public static SlurmTask? Parse(string line)
    {
        var fields = line.Split('|');
        return
            fields.Length == FieldCount
            && int.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var array)
            ? new SlurmTask(fields[0], IndexOf(fields[1]), fields[2], fields[3], fields[4], array)
            : null;
    }

    private static int IndexOf(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : Rest;

    /// <summary>
    /// A line of <c>sacct --format=JobID,State,NodeList</c> (<c>12_3|CANCELLED by 1000|n1</c>), or null for what is no single task.
    /// </summary>
    public static SlurmTask? ParseAccounting(string line)
    {
        var fields = line.Split('|');
        if (fields.Length != 3 || fields[0].Split('_') is not [var job, var task])
        {
            return null;
        }

        return int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new SlurmTask(job, index, fields[1].Split(' ', '+')[0], "None", fields[2], Array: -1)
            : null;
    }
}
