using System.Text.RegularExpressions;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>The commands about runs that are remembered. Each returns one of <see cref="ExitCodes"/>.</summary>
public static class RunCommands
{
    /// <summary>Lists the runs, the newest first.</summary>
    /// <param name="request">The artifacts.</param>
    /// <param name="jsonPath">A file to which all that is remembered is written as JSON, for programs; null to print.</param>
    /// <param name="console">Where to print; null for standard output.</param>
    public static int List(PipelineRequest request, string? jsonPath, IAnsiConsole? console = null) =>
        PipelineCommands.Checked(() =>
        {
            var engine = PipelineCommands.Load(request);
            var runs = engine.Runs();
            if (jsonPath is null)
                RunList.Print(runs, runs.FirstOrDefault(engine.IsShown)?.Name, console ?? Consoles.Output);
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(jsonPath))!);
                WholeFile.Write(jsonPath, RunRecord.Render(runs));
            }
            return ExitCodes.Success;
        });

    /// <summary>Makes <c>latest</c> show a run again, by the results that it noted. Nothing is computed.</summary>
    /// <param name="request">The artifacts.</param>
    /// <param name="name">The run.</param>
    /// <returns><see cref="ExitCodes.Failure"/> where a result is damaged or gone; <c>latest</c> is then left as it was.</returns>
    public static int Show(PipelineRequest request, string name) =>
        PipelineCommands.Checked(() =>
        {
            var engine = PipelineCommands.Load(request);
            var record = engine.RunOf(name);
            _ = RunChoice.Finished(record);
            var result = engine.Show(record);
            var console = RunConsole.Of(request.Level);
            var latest = Path.Combine(request.Artifacts, "latest");
            if (record.State != RunState.Finished)
                console.Warn($"the run '{name}' did not finish when it ran again; this is the one before");
            console.SummariseShown(result, latest);
            if (engine.PageOf(record) is { } page)
                console.PointTo(engine.Show(HtmlReport.FileName, page));
            else
            {
                engine.Hide(HtmlReport.FileName);
                console.Warn(
                    $"no report was kept of the run '{name}'; {RunTitle.Of(result.Record!).Command} writes it anew"
                );
            }
            return console.Finish(result);
        });

    /// <summary>Forgets runs: their results are then kept no longer than those of others.</summary>
    /// <param name="request">The artifacts.</param>
    /// <param name="name">A run, or a pattern of names: <c>smoke-*</c>.</param>
    public static int Forget(PipelineRequest request, string name) =>
        PipelineCommands.Checked(() =>
        {
            var engine = PipelineCommands.Load(request);
            var runs = name.AsSpan().ContainsAny('*', '?')
                ? [.. engine.Runs().Where(r => IsMatch(name, r.Name))]
                : (IReadOnlyList<RunRecord>)[engine.RunOf(name)];
            if (runs.Count == 0)
                throw new DefinitionException($"no run's name is like '{name}'; ./build.sh Runs lists them");
            foreach (var run in runs)
            {
                engine.Forget(run);
                if (request.Level != OutputLevel.Quiet)
                    Console.Out.WriteLine(
                        $"Forgotten: {run.Name}; ./build.sh Gc finds what of it nothing needs any more"
                    );
            }
            return ExitCodes.Success;
        });

    private static bool IsMatch(string pattern, string name) =>
        Regex.IsMatch(
            name,
            $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
}
