using NtkRepro.Pipeline;
using NtkRepro.Reporting.Comparing;
using Spectre.Console;

namespace NtkRepro.Reporting.Sweeping;

/// <summary>Runs all combinations of several values of parameters, and puts what they found side by side.</summary>
public static class SweepCommand
{
    /// <summary>Runs what is out of date of all combinations, as one graph, and writes <c>artifacts/sweeps/NAME</c>.</summary>
    /// <param name="request">With settings of several values, <c>path={a, b}</c>.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(PipelineRequest request) =>
        PipelineCommands.Interruptible(interruption =>
        {
            ArgumentNullException.ThrowIfNull(request);
            var asked = PipelineCommands.Asked(request, takesSeveral: true);
            if (asked.Variations.Count == 0)
                throw new DefinitionException(
                    (request.Sets.Count == 0 ? "" : $"--set {string.Join(' ', request.Sets)} has one value; ")
                        + "a sweep varies something: --set training.learning_rate='{0.02, 0.05, 0.1}', and more such for all combinations"
                );
            if (request.TargetsAlone)
                throw new DefinitionException("a sweep is of whole runs; leave out --only");
            request = Telling(request);
            return new PipelineRun(PipelineCommands.Load(request), request, interruption).Run(
                asked,
                PipelineCommands.Options(request)
            );
        });

    /// <summary>The request of a command that may find a sweep under way: it then ends as this one does.</summary>
    public static PipelineRequest Telling(PipelineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request with { TellSweep = Tell };
    }

    /// <summary>Prints what a sweep found, and writes its page, its figures and its tables.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="result">What was done; every instance has a result.</param>
    /// <param name="request">The artifacts, and the name that was given.</param>
    /// <param name="console">Where to print; null to print nothing.</param>
    /// <returns>The page.</returns>
    private static string Tell(Plan plan, RunResult result, PipelineRequest request, IAnsiConsole? console)
    {
        var sweep = SweepResults.Of(plan, result, request.Name ?? RunNames.OfSweep(plan));
        if (console is not null)
            SweepText.Print(sweep, console);
        var folder = Path.Combine(request.Artifacts, "sweeps", sweep.Name);
        Directory.CreateDirectory(folder);
        sweep.WriteTables(folder);
        var page = Path.Combine(folder, "sweep.html");
        RunsFolder.WritePage(page, SweepPage.Of(sweep, RunsFolder.Draw(folder, SweepFigures.Of(sweep))));
        return page;
    }
}
