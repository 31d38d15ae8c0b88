using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting;

/// <summary>Runs a plan for a person: with progress, and with all that is said and written in the end.</summary>
/// <param name="engine">The pipeline.</param>
/// <param name="request">What was asked for.</param>
/// <param name="interruption">Ctrl-C.</param>
internal sealed class PipelineRun(PipelineEngine engine, PipelineRequest request, Interruption interruption)
{
    private readonly RunConsole console = RunConsole.Of(request.Level);

    private string Latest => Path.Combine(request.Artifacts, "latest");

    /// <summary>Runs a plan, and tells of it stage by stage.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public int Run(PlanRequest asked, RunOptions options)
    {
        var plan = engine.Plan(asked);
        var result = Observe(plan, options);
        console.TellStages(result);
        if (plan.Members.Count > 0)
            return FinishSweep(plan, result, options);
        if (result.Succeeded)
            console.Summarise(result, RunTitle.Of(plan, result), Latest);
        return Finish(plan, result, options);
    }

    /// <summary>Runs a plan of one stage, whose numbers are told later, beside those of others.</summary>
    public RunOutcome RunStage(PlanRequest asked, string stage, RunOptions options)
    {
        var plan = engine.Plan(asked);
        var result = Observe(plan, options);
        var own = result.Instances.Where(i => i.Stage == stage).ToList();
        if (result.Succeeded)
            console.SummariseStage(own, result, RunTitle.Of(plan, result), Latest);
        return new(Finish(plan, result, options), RunOutcome.Count(own));
    }

    private RunResult Observe(Plan plan, RunOptions options)
    {
        if (!plan.IsUpToDate && options.Slurm is null && MemoryLimit.Warning() is { } warning)
            console.Warn(warning);
        return console.Observe(
            plan.IsUpToDate,
            progress =>
            {
                // A sweep leaves what is shown as it was, and has a page of its own in the end.
                if (plan.Members.Count > 0)
                    return engine.Run(plan, options, progress, interruption.Token);
                using var curves = new TrainingCurves(engine, plan, progress);
                // What is up to date is told at once.
                using var live = plan.IsUpToDate
                    ? null
                    : new LiveReport(engine, options.Slurm is null ? request.Jobs : null, curves);
                var result = engine.Run(plan, options, (IProgress<PipelineEvent>?)live ?? curves, interruption.Token);
                curves.Finish(result);
                if (curves.Problem is { } problem)
                    console.Warn($"training curves are missing in {Latest}/tensorboard: {problem}");
                if (!result.Succeeded)
                    live?.Stop(result);
                if (live?.Failure is { } e)
                    console.Warn($"the report could not be written while the run went on: {e.Message}");
                return result;
            }
        );
    }

    private int Finish(Plan plan, RunResult result, RunOptions options)
    {
        if (result.Succeeded)
            WriteReport(plan, result, options.Slurm is null ? request.Jobs : null);
        if (result.Left is { } left)
            LeftJobsQuestion.Ask(left, options.Slurm!, interruption);
        return console.Finish(result);
    }

    private int FinishSweep(Plan plan, RunResult result, RunOptions options)
    {
        if (result.Succeeded)
        {
            if (request.TellSweep?.Invoke(plan, result, request, console.Output) is { } page)
                console.PointTo("Sweep", page);
            foreach (var (member, run) in plan.Members.Zip(result.Members).Where(m => m.Second.Record is not null))
            {
                // Of a run that was there already the page is kept too.
                if (!engine.HasPage(run.Record!, run.Record!.Ended.UtcDateTime))
                    engine.KeepPage(
                        run.Record!,
                        HtmlReport.Render(engine, member.Plan, run, options.Slurm is null ? request.Jobs : null)
                    );
            }
        }
        if (result.Left is { } left)
            LeftJobsQuestion.Ask(left, options.Slurm!, interruption);
        return console.Finish(result);
    }

    // With the run, to be shown with it; once, unless it was written anew.
    private void Keep(string page, RunRecord? record)
    {
        if (record is not null && !engine.HasPage(record, File.GetLastWriteTimeUtc(page)))
            engine.KeepPage(record, File.ReadAllBytes(page));
    }

    // The results are there whether or not a page can be written about them.
    private void WriteReport(Plan plan, RunResult result, int? jobs)
    {
        try
        {
            if (HtmlReport.Write(engine, plan, result, jobs) is { } page)
            {
                console.PointTo(page);
                Keep(page, result.Record);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            console.Warn($"the report could not be written: {e.Message}");
        }
    }
}
