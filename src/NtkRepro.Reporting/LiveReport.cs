using System.Diagnostics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;

namespace NtkRepro.Reporting;

/// <summary>
/// Writes the report of a run again when a stage has ended, with what is there so far, and passes on what it is told. It does so beside the
/// run, on a thread of its own, and so seldom that it takes less than a hundredth of the time. What goes wrong with it is no matter of the run.
/// </summary>
/// <param name="engine">The pipeline.</param>
/// <param name="jobs">Instances that run side by side; null where a scheduler decides.</param>
/// <param name="next">Who is told too.</param>
internal sealed class LiveReport(PipelineEngine engine, int? jobs, IProgress<PipelineEvent> next)
    : IProgress<PipelineEvent>,
        IDisposable
{
    // How much longer than a page took it is until the next one.
    private const int Share = 100;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    // A run that is up to date has ended by then.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(3);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly HashSet<string> ended = new(StringComparer.Ordinal);
    private RunStarted? run;
    private Task writing = Task.CompletedTask;
    private TimeSpan free = First;
    private bool isStageNew;
    private volatile bool isWritten;

    /// <summary>Why no page could be written; null where all could.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public void Report(PipelineEvent value)
    {
        next.Report(value);
        if (value is RunStarted started)
            (run, isStageNew) = (started, true);
        else if (value is InstanceFinished)
            isStageNew |= Ended(value.Progress);
        if (run is null || !isStageNew || !writing.IsCompleted || clock.Elapsed < free || Failure is not null)
            return;
        isStageNew = false;
        var progress = value.Progress;
        writing = Task.Run(() =>
            Write(run, run.SoFar(), new RunSoFar(progress.Done, progress.Total, Left(progress.Remaining())))
        );
    }

    /// <summary>Says on the page that the run goes on no more, if there is one that says that it does.</summary>
    /// <param name="result">A run that did not end well.</param>
    public void Stop(RunResult result)
    {
        Dispose();
        if (isWritten && run is not null)
        {
            var done = result.Instances.Count(i => i.Folder is not null);
            Write(run, result, new RunSoFar(done, result.Instances.Count, "") { IsStopped = true });
        }
    }

    /// <summary>Waits until no page is being written: the one of the whole run comes after it.</summary>
    public void Dispose() => writing.GetAwaiter().GetResult();

    private bool Ended(RunProgress progress) =>
        progress.Stages.Where(s => s.Done == s.Total).Select(s => ended.Add(s.Name)).ToList().Contains(true);

    private void Write(RunStarted started, RunResult result, RunSoFar soFar)
    {
        var begun = clock.Elapsed;
        try
        {
            HtmlReport.WriteSoFar(engine, started.Plan, result, jobs, soFar);
            isWritten = true;
        }
        // Whatever it is, the run is worth more than a page about its middle.
        catch (Exception e)
        {
            Failure = e;
        }
        free = clock.Elapsed + TimeSpan.FromTicks(Math.Max(Least.Ticks, Share * (clock.Elapsed - begun).Ticks));
    }

    /// <summary>The time to the end as a reader says it: <c>about 3 minutes left</c>; empty where nothing is known of it.</summary>
    internal static string Left(TimeLeft? left)
    {
        if (left is null || left.Estimate < TimeSpan.FromSeconds(1))
            return "";
        var about = left.Unknown == 0 ? "about" : "at least";
        var (seconds, minutes) = (left.Estimate.TotalSeconds, left.Estimate.TotalMinutes);
        var time =
            seconds < 60 ? Numbers.Of((long)Math.Ceiling(seconds), "second")
            : minutes < 90 ? Numbers.Of((long)Math.Round(minutes), "minute")
            : Numbers.Of((long)Math.Round(minutes / 60), "hour");
        return $"{about} {time} left";
    }
}
