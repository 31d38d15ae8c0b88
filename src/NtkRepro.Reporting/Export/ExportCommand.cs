using NtkRepro.Pipeline;

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
            var plan = engine.Plan(PipelineCommands.Asked(request.Pipeline));
            if (!plan.IsUpToDate)
                return Refuse(Unfinished(plan), ExitCodes.Failure);
            // Computes nothing; it brings the readable names in line with this run, should they show another.
            var result = engine.Run(plan);
            if (!result.Succeeded)
                return Refuse(result.FailureText(), ExitCodes.Failure);
            return Write(request, plan, result);
        });

    private static int Write(ExportRequest request, Plan plan, RunResult result)
    {
        var stages = plan.Definition.Stages.Where(s => s.Publish.Count > 0).Select(s => s.Name).ToList();
        var sources = Sources(request.Pipeline, stages);
        var damage = Damage(sources, result, stages);
        if (damage is not null)
            return Refuse(damage, ExitCodes.Failure);
        var root = Path.GetDirectoryName(Path.GetFullPath(request.Pipeline.Definition))!;
        var author = request.Author is { } named ? Person.Parse(named) : Person.OfGit(root) ?? Person.Unknown;
        var run = new ExportedRun
        {
            Plan = plan,
            Results = [.. result.Instances.Select(Provenance.Of).OfType<Provenance>()],
            Author = author,
            Stages = stages,
            Files = [],
        };
        ExportFolder.Replace(request.To, folder => Fill(folder, sources, run));
        if (request.Pipeline.Level != OutputLevel.Quiet)
        {
            if (author == Person.Unknown)
                Console.Error.WriteLine(
                    "warning: nobody is named as the author; --author \"Name <https://orcid.org/…>\" does that"
                );
            Console.Out.WriteLine(
                $"Exported {sources.Count} files of the run and their description: {Path.GetFullPath(request.To)}/"
            );
        }
        return ExitCodes.Success;
    }

    private static void Fill(string folder, SortedDictionary<string, string> sources, ExportedRun run)
    {
        foreach (var (path, source) in sources)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // Not File.Copy: stored files are read-only, and an export is its owner's to change.
            using var from = File.OpenRead(source);
            using var to = File.Create(target);
            from.CopyTo(to);
        }
        var hasReport = sources.ContainsKey(ExportText.Report);
        File.WriteAllText(Path.Combine(folder, ExportText.Readme), ExportText.RenderReadme(run, hasReport));
        File.WriteAllText(Path.Combine(folder, ExportText.Instances), PlanJson.Render(run.Plan));
        string[] paths = [.. sources.Keys, ExportText.Readme, ExportText.Instances];
        var described = run with
        {
            Files = [.. paths.Order(StringComparer.Ordinal).Select(p => CrateFile.Read(folder, p))],
        };
        File.WriteAllText(Path.Combine(folder, ExportFolder.Metadata), RunCrate.Describe(described));
    }

    // What is copied, by its path in the export.
    private static SortedDictionary<string, string> Sources(PipelineRequest request, IReadOnlyList<string> stages)
    {
        var latest = Path.Combine(request.Artifacts, "latest");
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in stages.Select(s => Path.Combine(latest, s)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                sources[Path.GetRelativePath(latest, file).Replace('\\', '/')] = file;
        }
        var root = Path.GetDirectoryName(Path.GetFullPath(request.Definition))!;
        Take(ExportText.Report, Path.Combine(latest, ExportText.Report));
        Take(ExportText.License, Path.Combine(root, ExportText.License));
        sources[ExportText.Definition] = Path.GetFullPath(request.Definition);
        return sources;

        void Take(string path, string source)
        {
            if (File.Exists(source))
                sources[path] = source;
        }
    }

    // The run's own files, all of them and as they were stored; null when they are.
    private static string? Damage(
        SortedDictionary<string, string> sources,
        RunResult result,
        IReadOnlyList<string> stages
    )
    {
        foreach (var stage in stages)
        {
            var stored = result.Outputs(stage).Select(o => o.Sha256).ToHashSet(StringComparer.Ordinal);
            var own = sources.Where(s => s.Key.StartsWith($"{stage}/", StringComparison.Ordinal)).ToList();
            if (own.Count == 0)
                return $"artifacts/latest shows nothing of the stage '{stage}'";
            foreach (var (path, source) in own)
            {
                if (!stored.Contains(CrateFile.Read(Path.GetDirectoryName(source)!, Path.GetFileName(source)).Sha256))
                    return $"artifacts/latest/{path} is not what the run stored";
            }
        }
        return null;
    }

    private static string Unfinished(Plan plan)
    {
        var open = plan.Instances.Count(i => i.State != PlanState.UpToDate);
        var arguments = plan.Request.Preset is { } preset ? $" --preset {preset}" : "";
        return $"{open} of {plan.Instances.Count} instances of this run are not up to date. Finish it first: "
            + $"./build.sh Reproduce{arguments}{(plan.Request.Sets.Count > 0 ? " --set …" : "")}";
    }

    private static int Refuse(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
