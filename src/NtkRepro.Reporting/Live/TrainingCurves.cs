using NtkRepro.Curves;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>
/// Shows the training curves of a plan's runs in <c>latest/tensorboard</c>, a folder for each instance by its name: while they train, from what
/// they save after each epoch, and to their end from the tables of their results. A link leads to the curves, which are kept by key.
/// </summary>
internal sealed class TrainingCurves : IProgress<PipelineEvent>, IDisposable
{
    private const int Seconds = 2;

    private readonly PipelineEngine engine;
    private readonly Plan plan;
    private readonly IProgress<PipelineEvent> next;
    private readonly CurveFolder curves;
    private readonly string shown;
    private readonly HashSet<string> stages;
    private readonly ManualResetEventSlim stop = new();
    private readonly Lock working = new();
    private readonly Dictionary<string, string> followed = new(StringComparer.Ordinal);
    private Thread? thread;
    private RunProgress? progress;

    /// <param name="engine">The pipeline.</param>
    /// <param name="plan">What runs.</param>
    /// <param name="next">Told of everything that this is told of.</param>
    public TrainingCurves(PipelineEngine engine, Plan plan, IProgress<PipelineEvent> next)
    {
        (this.engine, this.plan, this.next) = (engine, plan, next);
        curves = new CurveFolder(PathOf(engine), plan.ParametersAs<Parameters>().Numerics);
        shown = Path.Combine(engine.Artifacts, "latest", "tensorboard");
        stages = plan.Definition.Stages.Where(s => s.Outputs.Contains("log.parquet")).Select(s => s.Name).ToHashSet();
    }

    /// <summary>Deletes the curves of results that the store has no more, nor computes.</summary>
    public static void Sweep(PipelineEngine engine) =>
        CurveFolder.Sweep(
            PathOf(engine),
            key => engine.FolderOf(key) is not null || Directory.Exists(engine.WorkFolderOf(key))
        );

    /// <summary>Why curves are missing; null while none are.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public void Report(PipelineEvent value)
    {
        progress = value.Progress;
        if (value is RunStarted && !plan.IsUpToDate)
        {
            thread = new Thread(Watch) { Name = "training curves", IsBackground = true };
            thread.Start();
        }
        next.Report(value);
    }

    /// <summary>Completes the curves of a run that is over, whatever its end.</summary>
    public void Finish(RunResult result)
    {
        Stop();
        var trained = result.Instances.Where(i => stages.Contains(i.Stage)).ToList();
        Try(() =>
        {
            foreach (var instance in trained.Where(i => i.Folder is not null))
                Complete(instance.Name, instance.Key!, instance.Folder!);
            if (plan.Request.Targets.Count == 0)
                Unlink([.. trained.Select(i => Link(i.Name))]);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        stop.Dispose();
    }

    private void Stop()
    {
        stop.Set();
        thread?.Join();
        thread = null;
    }

    private void Watch()
    {
        Try(() =>
        {
            foreach (var planned in plan.Instances.Where(i => stages.Contains(i.Stage)))
            {
                if (engine.FolderOf(planned) is { } folder)
                    Complete(planned.Name, planned.Key!, folder);
            }
        });
        while (Problem is null && !stop.Wait(TimeSpan.FromSeconds(Seconds)))
            Try(Follow);
    }

    private void Follow()
    {
        var running = progress!.Running;
        foreach (var instance in running.Where(r => r.Key is not null && stages.Contains(r.Stage)))
        {
            if (curves.Follow(instance.Key!, engine.WorkFolderOf(instance.Key!)))
                Show(instance.Name, instance.Key!);
            followed[instance.Name] = instance.Key!;
        }
        foreach (var (name, key) in followed.Where(f => running.All(r => r.Name != f.Key)).ToList())
        {
            followed.Remove(name);
            if (engine.FolderOf(key) is { } folder)
                Complete(name, key, folder);
        }
    }

    private void Complete(string name, string key, string result)
    {
        if (!curves.IsWhole(key))
        {
            // The writer needs the engine's libraries, which a run that computes nothing is to do without.
            if (plan.IsUpToDate)
                return;
            curves.Complete(key, result);
        }
        Show(name, key);
    }

    private static string PathOf(PipelineEngine engine) => Path.Combine(engine.Artifacts, "curves");

    private string Link(string name) => Path.Combine(shown, PipelineEngine.FileNameOf(name));

    private void Show(string name, string key)
    {
        var link = new FileInfo(Link(name));
        var target = Path.GetRelativePath(shown, curves.Of(key));
        if (link.LinkTarget == target)
            return;
        if (link.LinkTarget is not null)
            link.Delete();
        Directory.CreateDirectory(shown);
        Directory.CreateSymbolicLink(link.FullName, target);
    }

    // Those of another run; what a person put there stays.
    private void Unlink(HashSet<string> wanted)
    {
        foreach (var entry in new DirectoryInfo(shown) is { Exists: true } folder ? folder.GetFileSystemInfos() : [])
        {
            if (entry.LinkTarget is not null && !wanted.Contains(entry.FullName))
                entry.Delete();
        }
    }

    // Results are there with and without curves: whatever goes wrong is told once, and costs the curves alone.
    private void Try(Action action)
    {
        try
        {
            lock (working)
                action();
        }
        catch (Exception e)
        {
            Problem ??= e.Message;
        }
    }
}
