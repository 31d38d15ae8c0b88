namespace NtkRepro.Data.Sources;

/// <summary>Finds the parts of a dataset by the roles of its files, where files may hold a set, or both, or are split.</summary>
internal static class Labelled
{
    /// <summary>What a table or an archive holds of a set.</summary>
    /// <param name="Images">The numbers, and what messages call them.</param>
    /// <param name="Labels">Of the examples, as texts.</param>
    public sealed record Part((NpyArray Array, string Name) Images, IReadOnlyList<string> Labels);

    /// <summary>Both sets of a dataset whose files are <c>train</c> and <c>test</c>, or <c>data</c>, which is split.</summary>
    public static (Examples Train, Examples Test) Read(
        DatasetParameters dataset,
        Func<string, string> file,
        Func<string, Part> read
    )
    {
        var isSplit = dataset.Files.ContainsKey("data");
        return Sets(dataset, read(file(isSplit ? "data" : "train")), isSplit ? null : read(file("test")));
    }

    /// <summary>Both sets, of a part each, or of one that is split.</summary>
    public static (Examples Train, Examples Test) Sets(DatasetParameters dataset, Part train, Part? test)
    {
        var labels = Classes.Parse(train.Labels, test?.Labels ?? []);
        if (test is not null)
            return ArrayImages.Sets(train.Images, test.Images, labels, dataset.Image);
        var all = ArrayImages.Set(train.Images, labels.Train, dataset.Image);
        return Split.Of(all with { ClassNames = labels.Names }, dataset.Split);
    }

    /// <summary>The name of a field, as the parameters have it or as is usual.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="role">What it holds: <c>images</c>, <c>train_labels</c>.</param>
    /// <param name="usual">Names that are usual for it.</param>
    /// <param name="there">Those that the file has.</param>
    /// <param name="path">The file.</param>
    public static string Field(
        DatasetParameters dataset,
        string role,
        IReadOnlyList<string> usual,
        IReadOnlyCollection<string> there,
        string path
    )
    {
        if (there.Count == 0)
            throw new InvalidDataException($"{path}: there is nothing in it");
        if (dataset.Fields.TryGetValue(role, out var given))
            return there.Contains(given)
                ? given
                : throw new InvalidDataException($"{path}: there is no '{given}'; it has {List(there)}");
        return usual
                .Select(name => there.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)))
                .FirstOrDefault(name => name is not null)
            ?? throw new InvalidDataException(
                $"{path}: which of {List(there)} are the {role.Replace('_', ' ')}? Say it by name: fields: {{ {role}: NAME }}"
            );
    }

    private static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(20).Select(n => $"'{n}'")) + (names.Count > 20 ? ", …" : "");
}
