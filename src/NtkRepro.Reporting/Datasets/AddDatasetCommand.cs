using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Datasets;

/// <summary>Looks at files of a person's own, says what is in them, and writes them into pipeline.yaml.</summary>
public static class AddDatasetCommand
{
    private static readonly string[] Section = ["parameters", "datasets"];

    // What YAML takes for something else than a text.
    private static readonly string[] Words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    /// <summary>What is wrong with a path as that of a dataset, or null.</summary>
    public static string? Problem(string path) => Path.Exists(path) ? null : $"there is no file or folder {path}";

    /// <summary>Adds a dataset, and a preset of the same name that runs on it.</summary>
    /// <param name="request">The definition.</param>
    /// <param name="name">What the dataset is to be called.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="fields">Which arrays or columns hold what, where they are not called as usual: <c>labels=kind</c>.</param>
    /// <returns>
    /// One of <see cref="ExitCodes"/>: <see cref="ExitCodes.Usage"/> where there is such a dataset already, <see cref="ExitCodes.Failure"/> where
    /// the files cannot be read. Then the definition stays as it is.
    /// </returns>
    public static int Run(PipelineRequest request, string name, string path, IReadOnlyList<string> fields) =>
        PipelineCommands.Checked(() =>
        {
            var engine = PipelineCommands.Load(request);
            if (NameProblem(name) is { } problem)
                return Refuse(problem, ExitCodes.Usage);
            if (fields.FirstOrDefault(f => f.IndexOf('=', StringComparison.Ordinal) < 1) is { } odd)
                return Refuse($"--fields '{odd}': labels=NAME is right, or images=NAME", ExitCodes.Usage);
            if (Places.Output(Path.GetFullPath(request.Definition)) is { } locked)
                return Refuse(locked, ExitCodes.Failure);
            if (Taken(engine, name) is { } taken)
                return Refuse(taken, ExitCodes.Usage);
            DatasetInspection found;
            try
            {
                found = DatasetInspection.Of(
                    FoundDataset.At(path),
                    name,
                    fields.ToDictionary(f => f.Split('=')[0], f => f[(f.IndexOf('=') + 1)..], StringComparer.Ordinal)
                );
            }
            catch (InvalidDataException error)
            {
                var hint = error.Message.Contains("fields: {", StringComparison.Ordinal)
                    ? " (here: --fields labels=NAME images=NAME)"
                    : "";
                return Refuse(Printable(error.Message) + hint, ExitCodes.Failure);
            }
            foreach (var (title, text) in found.Lines())
                Console.Out.WriteLine($"{title, -11} {Printable(text)}");
            return Write(request, name, found);
        });

    // Names of files and classes must not reach the terminal as control sequences.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string? NameProblem(string name) =>
        !AxisText.IsName(name) ? $"'{name}' cannot be a dataset's name, which {AxisText.NameRule}"
        : Words.Contains(name, StringComparer.OrdinalIgnoreCase) || !name.Any(char.IsAsciiLetter)
            ? $"'{name}' cannot be a dataset's name: to YAML it is no text"
        : null;

    private static string? Taken(PipelineEngine engine, string name)
    {
        if (engine.Definition.Presets.Contains(name, StringComparer.Ordinal))
            return $"there is a preset '{name}' already in pipeline.yaml; take another name";
        var datasets = engine.Plan(new PlanRequest()).ParametersAs<Parameters>().Datasets;
        return datasets.ContainsKey(name)
            ? $"there is a dataset '{name}' already in pipeline.yaml; take another name"
            : null;
    }

    private static int Write(PipelineRequest request, string name, DatasetInspection found)
    {
        var definition = Path.GetFullPath(request.Definition);
        var text = new DefinitionText(File.ReadAllText(definition));
        var (entry, preset) = (DatasetEntry.Entry(name, found), DatasetEntry.Preset(name, found));
        if (text.Add(Section, entry) is not { } at || text.Add(["presets"], preset) is not { } presetAt)
        {
            Console.Error.WriteLine(
                $"{definition} has no section parameters.datasets or presets in lines of its own; add this to them:"
            );
            Console.Out.WriteLine(string.Join('\n', [.. entry, "", .. preset]));
            return ExitCodes.Failure;
        }
        Check(request, definition, text.ToString());
        WholeFile.Write(definition, text.ToString());
        var file = Path.GetFileName(definition);
        Console.Out.WriteLine(
            $"{"written", -11} the dataset {name} to {file}, line {at}, and a preset {name} for it, line {presetAt}"
        );
        Console.Out.WriteLine($"\nNow: ./build.sh Reproduce --preset {name}");
        return ExitCodes.Success;
    }

    // Before anything is written: what would be, read as a run would read it.
    private static void Check(PipelineRequest request, string definition, string text)
    {
        var folder = Directory.CreateTempSubdirectory("ntk-repro-definition-").FullName;
        try
        {
            var trial = Path.Combine(folder, Path.GetFileName(definition));
            File.WriteAllText(trial, text);
            Reproduction.Load(
                trial,
                request.Artifacts,
                root: Path.GetDirectoryName(definition),
                check: VerificationCheck.Run
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Refuse(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
