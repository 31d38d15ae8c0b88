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
    /// <summary>The reader of a dataset's kind.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IDatasetReader Create(DatasetParameters parameters) =>
        parameters.Kind switch
        {
            "idx" => new IdxDataset(parameters.Classes),
            "cifar" => new CifarDataset(CifarLayout.Published(parameters.Classes)),
            "words" => new WordDataset(parameters.Words, parameters.Classes, parameters.SubsetSeed),
            _ => throw new ArgumentException(
                $"unknown kind of dataset '{parameters.Kind}'; known: idx, cifar, words",
                nameof(parameters)
            ),
        };
}
