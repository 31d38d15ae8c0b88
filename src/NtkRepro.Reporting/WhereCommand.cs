using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>Says where results lie.</summary>
public static class WhereCommand
{
    /// <summary>
    /// Prints the folder of each result that a name means, on a line of its own, and below it what is in it. Nothing is run.
    /// </summary>
    /// <param name="request">The store, the preset and the parameters.</param>
    /// <param name="name">A stage, or the name or pattern of instances.</param>
    /// <returns>One of <see cref="ExitCodes"/>: <see cref="ExitCodes.Failure"/> where one of them has no result.</returns>
    public static int Run(PipelineRequest request, string name) => Run(request, name, Console.Out, Console.Error);

    internal static int Run(PipelineRequest request, string name, TextWriter output, TextWriter errors) =>
        PipelineCommands.Checked(() =>
        {
            var engine = PipelineCommands.Load(request);
            var asked = PipelineCommands.Asked(request) with { Targets = [name], Force = [] };
            // Alone, to know which instances are meant; with all that they need, to know why one has no result.
            var meant = engine.Plan(asked with { Only = true }).Instances.Where(i => i.IsSelected).Select(i => i.Name);
            var names = meant.ToHashSet(StringComparer.Ordinal);
            var plan = engine.Plan(asked with { Only = false });
            var instances = plan.Instances.Where(i => names.Contains(i.Name)).ToList();

            var found = instances.Where(i => i.State == PlanState.UpToDate).ToList();
            output.Write(string.Join('\n', found.Select(i => Describe(i.Name, engine.FolderOf(i)!))));
            foreach (var missing in instances.Except(found))
                errors.WriteLine($"{missing.Name} has no result: {string.Join("; ", missing.Reasons)}");
            // That they wait for another says little; why that one is to run says more.
            if (
                plan.Instances.FirstOrDefault(i => i.State != PlanState.UpToDate) is { } first
                && !names.Contains(first.Name)
            )
                errors.WriteLine($"First {first.Name} would run: {string.Join("; ", first.Reasons)}");
            return found.Count == instances.Count ? ExitCodes.Success : ExitCodes.Failure;
        });

    // First the folder and nothing else, so that a shell can go there.
    private static string Describe(string name, string folder)
    {
        var files = new DirectoryInfo(folder)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(f => (Path: Path.GetRelativePath(folder, f.FullName), Size: f.Length))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .ToList();
        var sizes = files.ConvertAll(f => GcText.Size(f.Size));
        var width = sizes.Max(s => s.Length);
        var lines = files.Zip(sizes, (f, size) => $"  {size.PadLeft(width)}  {f.Path}\n");
        return $"{folder}\n{name}: {files.Count} files, {GcText.Size(files.Sum(f => f.Size))}\n{string.Concat(lines)}";
    }
}
