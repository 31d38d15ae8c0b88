using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>One task of one array of a run.</summary>
/// <param name="Array">The array's number in the run.</param>
/// <param name="Index">The task's index in the array.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TaskReference(int Array, int Index);

/// <summary>An instance as a task.</summary>
/// <param name="Index">Its index in the array.</param>
/// <param name="Attempt">How often it was tried before.</param>
/// <param name="Instance">Its name.</param>
internal sealed record ArrayTask(int Index, int Attempt, string Instance);

/// <summary>Instances of one stage that are submitted together.</summary>
internal sealed record JobArray
{
    /// <summary>Its number in the run, from 0.</summary>
    public required int Number { get; init; }

    public required string Stage { get; init; }

    public required IReadOnlyList<ArrayTask> Tasks { get; init; }

    /// <summary>Tasks that must end well before any of these starts.</summary>
    public IReadOnlyList<TaskReference> After { get; init; } = [];

    /// <summary>Arrays whose task of the same index must end well before each of these starts.</summary>
    public IReadOnlyList<int> AfterSame { get; init; } = [];

    /// <summary><c>0-9,12</c></summary>
    public string IndexText => Ranges(Tasks.Select(t => t.Index));

    /// <summary>The value of <c>sbatch --dependency</c>, or null.</summary>
    /// <param name="jobOf">An array's job id.</param>
    /// <param name="isWhole">Whether tasks are all that an array has, so that it may be named alone.</param>
    public string? Dependency(Func<int, string> jobOf, Func<int, int, bool> isWhole)
    {
        var parts = new List<string>();
        foreach (var array in After.GroupBy(t => t.Array))
        {
            var job = jobOf(array.Key);
            parts.Add(
                isWhole(array.Key, array.Count())
                    ? $"afterok:{job}"
                    : "afterok:"
                        + string.Join(
                            ':',
                            array.Select(t => string.Create(CultureInfo.InvariantCulture, $"{job}_{t.Index}"))
                        )
            );
        }

        parts.AddRange(AfterSame.Select(a => $"aftercorr:{jobOf(a)}"));
        return parts.Count == 0 ? null : string.Join(',', parts);
    }

    /// <summary>Whole numbers as ranges.</summary>
    internal static string Ranges(IEnumerable<int> numbers)
    {
        var text = new StringBuilder();
        var sorted = numbers.Order().ToList();
        for (var i = 0; i < sorted.Count; i++)
        {
            var first = sorted[i];
            while (i + 1 < sorted.Count && sorted[i + 1] == sorted[i] + 1)
            {
                i++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(first.ToString(CultureInfo.InvariantCulture));
            if (sorted[i] > first)
            {
                text.Append('-').Append(sorted[i].ToString(CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
