namespace NtkRepro.Bench;

/// <summary>An instance as a simulation needs it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seconds">That it takes.</param>
/// <param name="After">The names of those whose results it reads.</param>
internal sealed record TimedInstance(string Name, double Seconds, IReadOnlyList<string> After);

/// <summary>
/// Lets workers take instances as they become ready, the first in the list first, each for the seconds that it took when it was measured.
/// </summary>
internal static class WorkerSimulation
{
    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>On 1 to 64 workers, and on as many as there are instances: the critical path.</summary>
    public static IReadOnlyList<WorkerRow> Of(IReadOnlyList<TimedInstance> instances)
    {
        var all = instances.Sum(instance => instance.Seconds);
        return
        [
            .. Sizes
                .Append(instances.Count)
                .Select(workers => (workers, Seconds: Run(instances, workers)))
                .Select(r => new WorkerRow(r.workers, r.Seconds, all / r.Seconds, all / (r.workers * r.Seconds))),
        ];
    }

    /// <summary>Seconds until the last instance ends.</summary>
    public static double Run(IReadOnlyList<TimedInstance> instances, int workers)
    {
        var waiting = instances.ToDictionary(
            i => i.Name,
            i => i.After.ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        var rest = instances.ToList();
        var running = new PriorityQueue<string, double>();
        var now = 0.0;
        while (true)
        {
            while (running.Count < workers && rest.Find(i => waiting[i.Name].Count == 0) is { } ready)
            {
                rest.Remove(ready);
                running.Enqueue(ready.Name, now + ready.Seconds);
            }
            if (!running.TryDequeue(out var ended, out var end))
            {
                return rest.Count == 0
                    ? now
                    : throw new InvalidOperationException($"{rest[0].Name} waits for what is not there");
            }
            now = end;
            foreach (var others in waiting.Values)
                others.Remove(ended);
        }
    }
}
