namespace NtkRepro.Pipeline;

/// <summary>The files that an instance reads, once all its producers have results.</summary>
/// <param name="Files">Declared input with axes filled in (<c>parent/checkpoints/1.bin</c>) to files, in the order a stage sees them.</param>
/// <param name="Hashes">Producer instance and path to SHA-256, as the key record has them.</param>
internal sealed record GatheredInputs(
    Dictionary<string, List<InputFile>> Files,
    SortedDictionary<string, string> Hashes
)
{
    /// <exception cref="StageFailedException">A producer did not write a file that is needed.</exception>
    public static GatheredInputs Find(Instance instance, Func<Instance, Manifest> manifestOf, ArtifactLayout layout)
    {
        var gathered = new GatheredInputs(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        foreach (var input in instance.Inputs.Where(i => i.Producers.Count == 0))
        {
            gathered.Files[$"{input.Reference.Stage}/{input.Path.Text}"] = [];
        }

        var seen = new HashSet<(string Input, string File)>();
        var problem = InputFiles.Find(
            instance,
            manifestOf,
            (input, producer, file) =>
            {
                var name = $"{input.Reference.Stage}/{input.Path.Text}";
                if (!gathered.Files.TryGetValue(name, out var files))
                {
                    gathered.Files.Add(name, files = []);
                }

                // Two declarations may mean the same file at some points of the axes.
                var source = $"{producer.Name}/{file.Path}";
                if (seen.Add((name, source)))
                {
                    files.Add(InputFile.Of(producer, file, layout.Entry(manifestOf(producer).Key)));
                }

                gathered.Hashes[source] = file.Sha256;
            }
        );
        return problem is null ? gathered : throw new StageFailedException(problem);
    }
}
