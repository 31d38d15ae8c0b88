namespace NtkRepro.Data.Sources;

/// <summary>Reads the whole training and test set of one kind of dataset.</summary>
public interface IDatasetReader
{
    /// <summary>Channels, height and width of an example; null where that is known only from the files.</summary>
    (int Channels, int Height, int Width)? Shape => null;

    /// <summary>What a reader took for granted, to be told once it has read: which column has the labels.</summary>
    IReadOnlyList<string> Remarks => [];

    /// <summary>Reads both sets.</summary>
    /// <param name="file">The path of the published file in a role; throws where the dataset has none in that role.</param>
    /// <exception cref="InvalidDataException">A file is not what the kind needs; the message names it and says what is right.</exception>
    (Examples Train, Examples Test) Read(Func<string, string> file);
}
