using NtkRepro.Figures;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Export;

/// <summary>Writes a run's figures, tables and report to a folder, described as an RO-Crate, fit for a repository such as Zenodo.</summary>
public static class ExportCommand
{
    /// <summary>Exports a run that is up to date.</summary>
    /// <param name="request">What, and where to.</param>
    /// <returns>
    /// One of <see cref="ExitCodes"/>: <see cref="ExitCodes.Usage"/> where the folder may not be written to, <see cref="ExitCodes.Failure"/> where
    /// the run is not complete or a file is damaged.
    /// </returns>
    public static int Run(ExportRequest request) =>
        PipelineCommands.Checked(() =>
        {
            if (ExportFolder.Problem(request.To) is { } problem)
                return Refuse(problem, ExitCodes.Usage);
            var engine = PipelineCommands.Load(request.Pipeline);
            var named = RunChoice.Find(engine, request.Pipeline);
            var plan = engine.Plan(PipelineCommands.Asked(RunChoice.Filled(request.Pipeline, named)));
            if (named is not null && Changed(plan, engine.Recall(RunChoice.Finished(named))) is { } changed)
                return Refuse(changed, ExitCodes.Failure);
            if (!plan.IsUpToDate)
                return Refuse(Unfinished(plan), ExitCodes.Failure);
            // Computes nothing; it brings the readable names in line with this run, should they show another.
            var result = engine.Run(plan, new RunOptions { Note = new RunNote { Name = named?.Name } });
            if (!result.Succeeded)
                return Refuse(result.FailureText(), ExitCodes.Failure);
            var report =
                named is not null && engine.PageOf(named) is { } page
                    ? engine.Show(Html.HtmlReport.FileName, page)
                    : Html.HtmlReport.Find(engine, plan, result);
            return Write(request, plan, result, report);
        });

    /// <summary>Runs what is to be exported, unless it is a run that is remembered by its name.</summary>
    /// <param name="request">The run.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Prepare(PipelineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isThere = false;
        var code = PipelineCommands.Checked(() =>
        {
            isThere = request.Name is { } name && PipelineCommands.Load(request).Runs().Any(r => r.Name == name);
            return ExitCodes.Success;
        });
        return isThere || code != ExitCodes.Success ? code : PipelineCommands.Run(request);
    }

    // The description of an export is that of the definition and the code that are here: they must be those of the run.
    private static string? Changed(Plan plan, RunResult result)
    {
        var keys = result.Instances.ToDictionary(i => i.Name, i => i.Key, StringComparer.Ordinal);
        var other = plan.Instances.FirstOrDefault(i => i.Key is null || keys.GetValueOrDefault(i.Name) != i.Key);
        if (other is null && keys.Count == plan.Instances.Count)
            return null;
        var record = result.Record!;
        var why = other is null ? "" : $", first in {other.Name}";
        var commit = record.Revision is { } revision ? $" Check out {revision.Summary} to export it." : "";
        return $"the definition or the code was changed after the run '{record.Name}'{why}.{commit}";
    }

    private static int Write(ExportRequest request, Plan plan, RunResult result, string? report)
    {
        var stages = plan.Definition.Stages.Where(s => s.Publish.Count > 0).Select(s => s.Name).ToList();
        if (Damage(result, stages) is { } damage)
            return Refuse(damage, ExitCodes.Failure);
        var definition = Path.GetFullPath(request.Pipeline.Definition);
        var sources = Sources(definition, result, report);
        var root = Path.GetDirectoryName(definition)!;
        var author = request.Author is { } named ? Person.Parse(named) : Person.OfGit(root) ?? Person.Unknown;
        var run = new ExportedRun
        {
            Plan = plan,
            Results = [.. result.Instances.Select(Provenance.Of).OfType<Provenance>()],
            Here = Revision.Of(root),
            Author = author,
            Stages = stages,
            Files = [],
        };
        var count = 0;
        ExportFolder.Replace(request.To, folder => count = Fill(folder, sources, run, result));
        if (request.Pipeline.Level != OutputLevel.Quiet)
        {
            if (author == Person.Unknown)
                Console.Error.WriteLine(
                    "warning: nobody is named as the author; --author \"Name <https://orcid.org/…>\" does that"
                );
            Console.Out.WriteLine(
                $"Exported {count} files of the run and their description: {Path.GetFullPath(request.To)}/"
            );
            if (request.Pipeline.Name is { } name)
                Console.Out.WriteLine($"Gc keeps the run '{name}' from now on, until ./build.sh Forget {name}.");
        }
        return ExitCodes.Success;
    }

    private static int Fill(string folder, SortedDictionary<string, string> sources, ExportedRun run, RunResult result)
    {
        foreach (var (path, source) in sources)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // Not File.Copy: stored files are read-only, and an export is its owner's to change.
            File.WriteAllBytes(target, FigureMetadata.Write(path, File.ReadAllBytes(source), run.NoteOf(path)));
        }
        var hasReport = sources.ContainsKey(ExportText.Report);
        File.WriteAllText(Path.Combine(folder, ExportText.Readme), ExportText.RenderReadme(run, hasReport));
        File.WriteAllText(Path.Combine(folder, ExportText.Instances), PlanJson.Render(run.Plan));
        var tables = PlainTables.Write(
            folder,
            result,
            RunSettings.Of(new RunTitle(run.Plan.Preset, run.Plan.Request.Sets, IsDirty: false))
        );
        string[] paths = [.. sources.Keys, .. tables, ExportText.Readme, ExportText.Instances];
        List<CrateFile> files = [.. paths.Order(StringComparer.Ordinal).Select(p => CrateFile.Read(folder, p))];
        // All but the description, which has the checksum of this file.
        File.WriteAllText(Path.Combine(folder, ExportText.Checksums), ExportText.RenderChecksums(files));
        var described = run with { Files = [.. files, CrateFile.Read(folder, ExportText.Checksums)] };
        File.WriteAllText(Path.Combine(folder, ExportFolder.Metadata), RunCrate.Describe(described));
        return sources.Count + tables.Count;
    }

    // What is copied, by its path in the export. Results are as they were stored: what stands under a readable name may be a person's.
    private static SortedDictionary<string, string> Sources(string definition, RunResult result, string? report)
    {
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [ExportText.Definition] = definition,
        };
        foreach (var file in result.Published)
            sources[file.Path] = file.Stored;
        var license = Path.Combine(Path.GetDirectoryName(definition)!, ExportText.License);
        if (File.Exists(license))
            sources[ExportText.License] = license;
        if (report is not null)
            sources[ExportText.Report] = report;
        return sources;
    }

    // The run's own files, all of them and as they were stored; null when they are.
    private static string? Damage(RunResult result, IReadOnlyList<string> stages)
    {
        var published = result.Published;
        if (stages.FirstOrDefault(stage => published.All(f => f.Stage != stage)) is { } empty)
            return $"the run has nothing to show of the stage '{empty}'";
        var damaged = published.FirstOrDefault(f =>
            CrateFile.Read(Path.GetDirectoryName(f.Stored)!, Path.GetFileName(f.Stored)).Sha256 != f.Sha256
        );
        return damaged is null ? null : $"{damaged.Stored} is not what the run stored";
    }

    private static string Unfinished(Plan plan)
    {
        var open = plan.Instances.Count(i => i.State != PlanState.UpToDate);
        return $"{open} of {plan.Instances.Count} instances of this run are not up to date. Finish it first: "
            + RunTitle.Of(plan, revisions: []).Command;
    }

    private static int Refuse(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
