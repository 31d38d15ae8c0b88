using NtkRepro.Pipeline;
using NtkRepro.Reporting.Inserted;

namespace NtkRepro.Reporting;

/// <summary>The files of the repository that are written from the parameter records, pipeline.yaml and accepted runs, rather than by hand.</summary>
public static class GeneratedFiles
{
    /// <summary>The JSON Schema of pipeline.yaml, for editors; relative to the repository.</summary>
    public const string Schema = "pipeline.schema.json";

    /// <summary>The page of all parameters; relative to the repository.</summary>
    public const string ParameterPage = "docs/parameters.md";

    /// <summary>Pages into which numbers of accepted runs are inserted (<see cref="InsertedText"/>); relative to the repository.</summary>
    public static IReadOnlyList<string> PagesWithNumbers { get; } = ["docs/claims.md", "README.md"];

    private const string Introduction = """
        Everything that `parameters` in [`pipeline.yaml`](../pipeline.yaml) can hold. Change a value there, in a preset, or for one run with `--set PATH=VALUE`.
        `./build.sh Docs` writes this page from the parameter records and `pipeline.yaml`; it is not edited by hand.

        A number without a **unit** is a ratio, a count or a name. **default** is the value in `pipeline.yaml`, before a preset lies over it. Below a map, `<name>` stands for each name in it; there, *required* means that every entry must say it.
        **stages** are those whose results hold the value in their key, so that a change runs them again, and then what reads from them if their files differ. *Instances of* says that the
        value decides how often a stage runs: more values add runs, and the others are found.
        """;

    /// <summary>What the schema should be.</summary>
    public static string RenderSchema() =>
        DefinitionSchema.Render(typeof(Parameters), Reproduction.Stages.Select(s => s.Name));

    /// <summary>What the page of parameters should be.</summary>
    /// <param name="definition">The definition.</param>
    public static string RenderParameterPage(PipelineDefinition definition) =>
        Pipeline.ParameterPage.Render(definition, typeof(Parameters), Introduction);

    /// <summary>Writes those that are not as they should be, and says which.</summary>
    /// <param name="request">The definition and the artifacts.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Write(PipelineRequest request) =>
        PipelineCommands.Checked(() =>
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(request.Definition))!;
            // First the schema: it helps to mend a definition that does not load.
            WriteIfChanged(Path.Combine(folder, Schema), RenderSchema());
            var definition = PipelineCommands.Load(request).Definition;
            WriteIfChanged(Path.Combine(folder, ParameterPage), RenderParameterPage(definition));
            foreach (var page in PagesWithNumbers)
                WriteIfChanged(Path.Combine(folder, page), FillPage(folder, page));
            return ExitCodes.Success;
        });

    /// <summary>What a page with inserted numbers should be.</summary>
    /// <param name="folder">The repository.</param>
    /// <param name="page">One of <see cref="PagesWithNumbers"/>.</param>
    /// <exception cref="ArgumentException">The page asks for what the reference does not have.</exception>
    public static string FillPage(string folder, string page)
    {
        var references = new Dictionary<string, ReferenceNumbers>(StringComparer.Ordinal);
        try
        {
            return InsertedText.Fill(File.ReadAllText(Path.Combine(folder, page)), Answer);
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"{page}, {e.Message}", nameof(page), e);
        }

        // "study: verdicts" is of that preset, "verdicts" of the default one.
        string Answer(string query)
        {
            var (preset, asked) = query.Split(": ", 2) is [var named, var rest] ? (named, rest) : ("", query);
            if (!references.TryGetValue(preset, out var numbers))
                references[preset] = numbers = new(Path.Combine(folder, "artifacts", "reference", preset));
            return numbers.Answer(asked);
        }
    }

    private static void WriteIfChanged(string path, string text)
    {
        var isNew = !File.Exists(path) || File.ReadAllText(path) != text;
        if (isNew)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WholeFile.Write(path, text);
        }
        Console.Out.WriteLine($"{(isNew ? "written" : "as it was")}: {path}");
    }
}
