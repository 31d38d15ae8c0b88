namespace NtkRepro.Pipeline;

/// <summary>Which task each instance has, by its last submission, and what was tried before.</summary>
internal sealed class JobTable
{
    private readonly SlurmRunFolder _folder;
    private readonly Dictionary<string, TaskReference> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastArray = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _jobs = [];
    private readonly Dictionary<int, int> _sizes = [];

    public JobTable(SlurmRunFolder folder)
    {
        _folder = folder;
        Refresh();
    }

    /// <summary>The number of the next array.</summary>
    public int Next { get; private set; }

    /// <summary>The instances that have a task.</summary>
    public IReadOnlyCollection<string> Instances => [.. _tasks.Keys];

    public TaskReference? TaskOf(string instance) => _tasks.TryGetValue(instance, out var task) ? task : null;

    /// <summary>How often an instance has been tried before its present or next task.</summary>
    public int AttemptOf(string instance) => _attempts.GetValueOrDefault(instance);

    /// <summary>The array in which an instance was last, even if that has ended; −1 if it never was in any.</summary>
    public int LastArrayOf(string instance) => _lastArray.GetValueOrDefault(instance, -1);

    public string JobOf(int array) => _jobs[array];

    public string NameOf(TaskReference task) => $"{_jobs[task.Array]}_{task.Index}";

    public bool IsWhole(int array, int count) => _sizes[array] == count;

    /// <summary>Notes a number that is about to be used.</summary>
    public void Announce(JobArray array)
    {
        Next = Math.Max(Next, array.Number + 1);
        foreach (var task in array.Tasks)
        {
            _folder.ClearStatus(task.Instance);
        }

        _folder.AddArray(array);
    }

    public void Submitted(JobArray array, string job)
    {
        _folder.SetJob(array.Number, job);
        Add(array.Number, array.Tasks, job);
    }

    /// <summary>Reads what the folder has beyond what is known here.</summary>
    public void Refresh()
    {
        foreach (var (number, array) in _folder.ReadArrays().Where(a => !_jobs.ContainsKey(a.Key)))
        {
            Next = Math.Max(Next, number + 1);
            if (_folder.JobOf(number) is { } job)
            {
                Add(number, array.Tasks, job);
            }
        }
    }

    /// <summary>Takes an array's job from the queue, where its number was announced but the answer was lost.</summary>
    public void Adopt(IEnumerable<SlurmTask> queue)
    {
        var lost = queue.Where(t => !_jobs.ContainsKey(t.Array)).ToLookup(t => t.Array, t => t.Job);
        if (lost.Count == 0)
        {
            return;
        }

        foreach (var (number, array) in _folder.ReadArrays().Where(a => lost.Contains(a.Key)))
        {
            var job = lost[number].First();
            _folder.SetJob(number, job);
            Add(number, array.Tasks, job);
        }
    }

    /// <summary>The instance is to be submitted anew.</summary>
    /// <param name="instance">Its name.</param>
    /// <param name="isAttempt">Whether it was tried; not if it never could start.</param>
    public void Forget(string instance, bool isAttempt)
    {
        _tasks.Remove(instance);
        _attempts[instance] = AttemptOf(instance) + (isAttempt ? 1 : 0);
    }

    /// <summary>The instance is to be submitted as if it had never been.</summary>
    public void Reset(string instance)
    {
        _tasks.Remove(instance);
        _attempts.Remove(instance);
    }

    private void Add(int number, IReadOnlyList<ArrayTask> tasks, string job)
    {
        _jobs[number] = job;
        _sizes[number] = tasks.Count;
        foreach (var task in tasks)
        {
            _tasks[task.Instance] = new TaskReference(number, task.Index);
            _lastArray[task.Instance] = number;
            _attempts[task.Instance] = task.Attempt;
        }
    }
}
