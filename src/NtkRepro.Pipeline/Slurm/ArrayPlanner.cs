namespace NtkRepro.Pipeline;

/// <summary>
/// Groups instances into job arrays and says what each waits for. Instances that wait for the same make one array
/// (<c>afterok</c>); instances of which each waits for a task of its own make one whose tasks have the same indices
/// (<c>aftercorr</c>); where neither holds, few instances are submitted one by one, and many wait for all that any of them reads.
/// </summary>
internal sealed class ArrayPlanner
{
    private const int MostSingles = 32;
    private const int MostParts = 4;
    private const int FewestTogether = 8;
    private readonly Plan _plan;
    private readonly int _arraySize;
    private readonly Func<PlannedInstance, int> _attemptOf;
    private readonly Dictionary<PlannedInstance, TaskReference> _tasks;
    private readonly List<JobArray> _arrays = [];
    private int _next;

    private ArrayPlanner(
        Plan plan,
        int arraySize,
        int next,
        IReadOnlyDictionary<PlannedInstance, TaskReference> queued,
        Func<PlannedInstance, int> attemptOf
    )
    {
        (_plan, _arraySize, _next, _attemptOf) = (plan, arraySize, next, attemptOf);
        _tasks = new Dictionary<PlannedInstance, TaskReference>(queued);
    }

    /// <summary>The arrays in an order in which they can be submitted.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="instances">What is to be submitted, producers first; whatever else it reads has a result or is queued.</param>
    /// <param name="queued">The tasks that are in the queue.</param>
    /// <param name="arraySize">The most tasks of an array.</param>
    /// <param name="next">The number of the first array.</param>
    /// <param name="attemptOf">How often an instance was tried before.</param>
    public static List<JobArray> Plan(
        Plan plan,
        IReadOnlyList<PlannedInstance> instances,
        IReadOnlyDictionary<PlannedInstance, TaskReference> queued,
        int arraySize,
        int next,
        Func<PlannedInstance, int> attemptOf
    )
    {
        var planner = new ArrayPlanner(plan, arraySize, next, queued, attemptOf);
        foreach (var stage in instances.GroupBy(i => i.Stage, StringComparer.Ordinal))
        {
            planner.AddStage([.. stage]);
        }

        return planner._arrays;
    }

    private void AddStage(List<PlannedInstance> instances)
    {
        var all = instances.ConvertAll(i => new Candidate(i, [.. Waits(i)]));
        var common = all.Select(c => c.Waits).Aggregate((a, b) => a.Intersect(b).ToHashSet());
        var groups = all.GroupBy(c => Text(c.Waits), StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        if (groups.Count == 1 || all.Count >= FewestTogether * groups.Count)
        {
            AddEach(groups);
            return;
        }

        foreach (var group in all.GroupBy(c => ArraysText(c, common), StringComparer.Ordinal).Select(g => g.ToList()))
        {
            AddAligned(group, common, isPart: false);
        }
    }

    /// <summary>Instances that wait for tasks of the same arrays, beyond what all of the stage wait for.</summary>
    private void AddAligned(List<Candidate> group, HashSet<TaskReference> common, bool isPart)
    {
        var indices = group.ConvertAll(c => c.Waits.Except(common).Select(t => t.Index).Distinct().ToList());
        var isAligned =
            indices.TrueForAll(i => i.Count == 1) && indices.Select(i => i[0]).Distinct().Count() == group.Count;
        if (isAligned)
        {
            var arrays = group[0].Waits.Except(common).Select(t => t.Array).Distinct().Order().ToList();
            var byInstance = group.Zip(indices).ToDictionary(p => p.First.Instance, p => p.Second[0]);
            Add(group, common, arrays, i => byInstance[i]);
        }
        else if (!isPart && Parts(group) is { Count: > 1 } parts)
        {
            parts.ForEach(p => AddAligned(p, common, isPart: true));
        }
        else if (group.Count <= MostSingles)
        {
            AddEach([.. group.GroupBy(c => Text(c.Waits), StringComparer.Ordinal).Select(g => g.ToList())]);
        }
        else
        {
            Add(group, group.SelectMany(c => c.Waits).ToHashSet(), [], index: null);
        }
    }

    private void AddEach(List<List<Candidate>> groups)
    {
        foreach (var group in groups)
        {
            Add(group, group[0].Waits, [], index: null);
        }
    }

    private void Add(
        List<Candidate> group,
        IReadOnlySet<TaskReference> after,
        IReadOnlyList<int> afterSame,
        Func<PlannedInstance, int>? index
    )
    {
        foreach (var part in index is null ? Parts(group) : [group])
        {
            foreach (var chunk in part.Chunk(_arraySize))
            {
                var tasks = chunk
                    .Select(
                        (c, i) => new ArrayTask(index?.Invoke(c.Instance) ?? i, _attemptOf(c.Instance), c.Instance.Name)
                    )
                    .ToList();
                foreach (var (candidate, task) in chunk.Zip(tasks))
                {
                    _tasks[candidate.Instance] = new TaskReference(_next, task.Index);
                }

                _arrays.Add(
                    new JobArray
                    {
                        Number = _next++,
                        Stage = chunk[0].Instance.Stage,
                        Tasks = tasks,
                        After = [.. after.OrderBy(t => t.Array).ThenBy(t => t.Index)],
                        AfterSame = afterSame,
                    }
                );
            }
        }
    }

    /// <summary>
    /// A group apart by the axis that a consumer of it lacks, where that has few values: so the tasks of one consumer have the same
    /// index in each part, and it need not wait for the whole group.
    /// </summary>
    private List<List<Candidate>> Parts(List<Candidate> group)
    {
        if (LackingAxis(group[0].Instance) is { } axis)
        {
            var parts = group
                .GroupBy(c => c.Instance.Axes[axis], StringComparer.Ordinal)
                .Select(g => g.ToList())
                .ToList();
            return parts.Count <= MostParts && group.Count >= 2 * parts.Count ? parts : [group];
        }

        return [group];
    }

    private string? LackingAxis(PlannedInstance producer) =>
        _plan
            .Definition.Stages.Where(s => s.InputReferences.Any(r => r.Stage == producer.Stage))
            .Select(s => producer.Axes.Keys.Except(s.Axes, StringComparer.Ordinal).ToList())
            .Where(a => a.Count == 1 && producer.Axes.Count > 1)
            .Select(a => a[0])
            .FirstOrDefault();

    private IEnumerable<TaskReference> Waits(PlannedInstance planned) =>
        planned.Instance.Producers.Select(_plan.Of).Where(_tasks.ContainsKey).Select(p => _tasks[p]);

    private static string Text(HashSet<TaskReference> tasks) =>
        string.Join(' ', tasks.OrderBy(t => t.Array).ThenBy(t => t.Index).Select(t => $"{t.Array}_{t.Index}"));

    private static string ArraysText(Candidate candidate, HashSet<TaskReference> common) =>
        string.Join(' ', candidate.Waits.Except(common).Select(t => t.Array).Distinct().Order());

    private sealed record Candidate(PlannedInstance Instance, HashSet<TaskReference> Waits);
}
