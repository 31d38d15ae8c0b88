using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Reporting.Comparing;

/// <summary>Compares two runs that are remembered: in the terminal, as a page, and as tables.</summary>
public static class CompareCommand
{
    /// <summary>Prints the comparison, and writes it below <c>artifacts/compare</c>. Nothing is run.</summary>
    /// <param name="request">The artifacts; preset is not looked at, and <c>--set</c> is what the second run changes.</param>
    /// <param name="first">A run's name, or a preset.</param>
    /// <param name="second">The same.</param>
    /// <param name="console">Where to print; null for standard output.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(PipelineRequest request, string first, string second, IAnsiConsole? console = null) =>
        PipelineCommands.Checked(() =>
        {
            console ??= Consoles.Output;
            var engine = PipelineCommands.Load(request);
            var (a, b) = (Find(engine, first, []), Find(engine, second, request.Sets));
            if (a.Name == b.Name)
                throw new DefinitionException(
                    $"'{first}' and '{second}' are one run, '{a.Name}'; name two, or say with --set what the second changes"
                );
            var comparison = Comparison.Of(new(a, engine.Recall(a)), new(b, engine.Recall(b)));
            var page = Write(comparison, Path.Combine(request.Artifacts, "compare"));
            if (request.Level != OutputLevel.Quiet)
            {
                ComparisonText.Print(comparison, console);
                RunSummary.PrintPage("Comparison", page, console);
            }
            return ExitCodes.Success;
        });

    private static RunRecord Find(PipelineEngine engine, string name, IReadOnlyList<string> sets)
    {
        var runs = engine.Runs();
        // Without changes a name is a run's, whatever presets there are.
        var record =
            (sets.Count == 0 ? runs.FirstOrDefault(r => r.Name == name) : null)
            ?? runs.FirstOrDefault(r => r.Preset == name && r.Sets.SequenceEqual(sets, StringComparer.Ordinal))
            ?? runs.FirstOrDefault(r => r.Name == RunNames.Of(name, sets));
        if (record is not null)
            return RunChoice.Finished(record);
        if (!engine.Definition.Presets.Contains(name))
        {
            var run = engine.RunOf(name);
            return sets.Count == 0
                ? run
                : throw new DefinitionException(
                    $"--set changes a preset, and '{name}' is a run; name the run with that change, or leave out --set"
                );
        }
        var title = new RunTitle(name, sets, IsDirty: false);
        throw new StageFailedException($"no run of {title} is remembered; first run {title.Command}");
    }

    private static string Write(Comparison comparison, string folder)
    {
        var name = $"{comparison.A.Name}-{comparison.B.Name}";
        var beside = Path.Combine(folder, name);
        Directory.CreateDirectory(beside);
        TableFiles.Write(beside, "claims", comparison.Claims);
        TableFiles.Write(beside, "headlines", comparison.Headlines);
        TableFiles.Write(beside, "measures", comparison.Measures);
        TableFiles.Write(beside, "parameters", comparison.Parameters);
        var figures = RunsFolder.Draw(
            beside,
            OverlayPanels.Of([(comparison.A.Name, comparison.A.Result), (comparison.B.Name, comparison.B.Result)])
        );
        var page = Path.Combine(folder, $"{name}.html");
        RunsFolder.WritePage(page, ComparisonPage.Of(comparison, figures, name));
        return page;
    }
}
