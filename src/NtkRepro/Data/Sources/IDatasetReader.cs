namespace NtkRepro.Data.Sources;

/// <summary>Reads the whole training and test set of one kind of dataset.</summary>
public interface IDatasetReader
{
    /// <summary>Reads both sets.</summary>
    /// <param name="file">The path of the published file in a role; throws where the dataset has none in that role.</param>
    /// <exception cref="InvalidDataException">A file is not what the kind needs; the message names it and says what is right.</exception>
    (Examples Train, Examples Test) Read(Func<string, string> file);
}

/// <summary>The kinds of datasets.</summary>
public static class DatasetReaders
{
    // Kind to what makes its reader: the one place where a kind is registered.
    private static readonly IReadOnlyDictionary<string, Func<DatasetParameters, IDatasetReader>> Readers =
        new Dictionary<string, Func<DatasetParameters, IDatasetReader>>(StringComparer.Ordinal)
        {
            ["idx"] = dataset => new IdxDataset(dataset.Classes),
            ["cifar"] = dataset => new CifarDataset(CifarLayout.Published(dataset.Classes)),
            ["words"] = dataset => new WordDataset(dataset.Words, dataset.Classes, dataset.SubsetSeed),
        };

    /// <summary>The kinds of datasets.</summary>
    public static IEnumerable<string> Kinds => Readers.Keys;

    /// <summary>The reader of a dataset's kind.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IDatasetReader Create(DatasetParameters parameters) =>
        Readers.TryGetValue(parameters.Kind, out var create)
            ? create(parameters)
            : throw new ArgumentException(
                $"unknown kind of dataset '{parameters.Kind}'; known: {string.Join(", ", Kinds)}",
                nameof(parameters)
            );
}
