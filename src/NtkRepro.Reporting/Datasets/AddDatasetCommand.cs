using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Datasets;

/// <summary>Looks at files of a person's own, says what is in them, and writes them into pipeline.yaml.</summary>
public static class AddDatasetCommand
{
    private static readonly string[] Section = ["parameters", "datasets"];

    /// <summary>What is wrong with a path as that of a dataset, or null.</summary>
    public static string? Problem(string path) => Path.Exists(path) ? null : $"there is no file or folder {path}";

    /// <summary>Adds a dataset, and a preset of the same name that runs on it.</summary>
    /// <param name="request">The definition.</param>
    /// <param name="name">What the dataset is to be called.</param>
    /// <param name="path">The file or folder.</param>
    /// <returns>
    /// One of <see cref="ExitCodes"/>: <see cref="ExitCodes.Usage"/> where there is such a dataset already, <see cref="ExitCodes.Failure"/> where
    /// the files cannot be read. Then the definition stays as it is.
    /// </returns>
    public static int Run(PipelineRequest request, string name, string path) =>
        PipelineCommands.Checked(() =>
        {
            var engine = PipelineCommands.Load(request);
            if (!IsName(name))
                return Refuse(
                    $"'{name}' cannot be a dataset's name: letters of a to z, digits, - and _ are right, a letter or digit first",
                    ExitCodes.Usage
                );
            if (Taken(engine, name) is { } taken)
                return Refuse(taken, ExitCodes.Usage);
            DatasetInspection found;
            try
            {
                found = DatasetInspection.Of(FoundDataset.At(path));
            }
            catch (InvalidDataException error)
            {
                return Refuse(error.Message, ExitCodes.Failure);
            }
            foreach (var (title, text) in found.Lines())
                Console.Out.WriteLine($"{title, -11} {text}");
            return Write(request, name, found);
        });

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 80
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

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
        var trial = Path.Combine(Path.GetDirectoryName(definition)!, $".{Path.GetRandomFileName()}.yaml");
        try
        {
            File.WriteAllText(trial, text);
            PipelineCommands.Load(request with { Definition = trial });
        }
        finally
        {
            File.Delete(trial);
        }
    }

    private static int Refuse(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
