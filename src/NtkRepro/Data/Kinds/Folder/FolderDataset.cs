using NtkRepro.Pipeline;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Pictures in folders, a class for each folder: in one folder <c>images</c>, which is split, or in <c>train</c> and <c>test</c>.
/// </summary>
/// <remarks>
/// Classes are numbered in the ordinal order of their folders' names. Pictures may lie in folders below those. Hidden files are passed over, and
/// the indices that Windows keeps of pictures.
/// </remarks>
[Dataset("folder", "images", "train test")]
public sealed class FolderDataset(DatasetParameters dataset) : IDatasetReader, IParameterRules<DatasetParameters>
{
    private static readonly string[] Passed = ["Thumbs.db", "desktop.ini"];

    /// <inheritdoc/>
    public (int Channels, int Height, int Width)? Shape =>
        dataset.Image is { Channels: > 0, Height: > 0 } image ? (image.Channels, image.Height, image.Width) : null;

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(DatasetParameters parameters) =>
        PictureSet.Problems(parameters.Image);

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        var pictures = new PictureSet(dataset.Image);
        var isSplit = dataset.Files.ContainsKey("images");
        var train = Add(pictures, file(isSplit ? "images" : "train"));
        var test = isSplit ? [] : Add(pictures, file("test"));
        var (labels, others, names) = Classes.Number(train, test);
        var (one, two) = pictures.Sets(train.Count, [.. labels, .. others], names);
        return isSplit ? Split.Of(one, dataset.Split) : (one, two);
    }

    private static IReadOnlyList<string> Files(string folder)
    {
        try
        {
            return FolderFiles.List(folder);
        }
        catch (IOException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    // The class of each picture.
    private static List<string> Add(PictureSet pictures, string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"{folder}: there is no such folder");
        var names = new List<string>();
        foreach (var file in Files(folder).Where(f => !Passed.Contains(Path.GetFileName(f))))
        {
            var path = Path.Combine(folder, file);
            var end = file.IndexOf('/', StringComparison.Ordinal);
            if (end < 0)
                throw new InvalidDataException(
                    $"{path}: it lies in no folder of a class; {folder}/NAME-OF-CLASS/{file} is right"
                );
            if (!Picture.Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
                throw new InvalidDataException(
                    $"{path}: its name does not end in {string.Join(", ", Picture.Extensions)}, as those of pictures do"
                );
            pictures.Add(File.ReadAllBytes(path), path);
            names.Add(file[..end]);
        }
        var empty = new DirectoryInfo(folder)
            .EnumerateDirectories()
            .Select(d => d.Name)
            .Where(name => !name.StartsWith('.'))
            .Except(names, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        return empty is not null
                ? throw new InvalidDataException($"{folder}/{empty}: there is no picture of this class")
            : names.Count > 0 ? names
            : throw new InvalidDataException(
                $"{folder}: there are no pictures; {folder}/NAME-OF-CLASS/picture.png is right"
            );
    }
}
