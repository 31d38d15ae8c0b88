using System.IO.Compression;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Archives of NumPy's arrays, compressed or not: one for each set, <c>train</c> and <c>test</c>; or <c>data</c>, with arrays of both sets, as
/// Keras has them, or of one that is split.
/// </summary>
[Dataset("npz", "data", "train test", Fields = "images labels train_images train_labels test_images test_labels")]
public sealed class NpzDataset(DatasetParameters dataset) : IDatasetReader
{
    private static readonly string[] Images = ["images", "x", "X", "data", "arr_0"];
    private static readonly string[] Labels = ["labels", "y", "Y", "targets", "arr_1"];

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        if (!dataset.Files.ContainsKey("data"))
        {
            using var train = new Archive(file("train"));
            using var test = new Archive(file("test"));
            return Sets(train, "images", "labels", test, "images", "labels");
        }
        using var all = new Archive(file("data"));
        var hasBoth =
            dataset.Fields.ContainsKey("train_images") || (dataset.Fields.Count == 0 && all.Names.Contains("x_train"));
        return hasBoth
            ? Sets(all, "train_images", "train_labels", all, "test_images", "test_labels")
            : Split.Of(ArrayImages.Set(Read(all, "images"), ReadLabels(all, "labels"), dataset.Image), dataset.Split);
    }

    private (Examples Train, Examples Test) Sets(
        Archive train,
        string trainImages,
        string trainLabels,
        Archive test,
        string testImages,
        string testLabels
    ) =>
        ArrayImages.Sets(
            Read(train, trainImages),
            Read(test, testImages),
            (ReadLabels(train, trainLabels), ReadLabels(test, testLabels), []),
            dataset.Image
        );

    private long[] ReadLabels(Archive archive, string role)
    {
        var (array, name) = Read(archive, role);
        return ArrayImages.Labels(array, name);
    }

    private (NpyArray Array, string Name) Read(Archive archive, string role)
    {
        string[] usual = role switch
        {
            "images" => Images,
            "labels" => Labels,
            "train_images" => ["train_images", "x_train"],
            "train_labels" => ["train_labels", "y_train"],
            "test_images" => ["test_images", "x_test"],
            _ => ["test_labels", "y_test"],
        };
        return archive.Read(Labelled.Field(dataset, role, usual, archive.Names, archive.Path));
    }

    private sealed class Archive : IDisposable
    {
        private const string Suffix = ".npy";
        private readonly ZipArchive zip;

        public Archive(string path)
        {
            Path = path;
            try
            {
                zip = ZipFile.OpenRead(path);
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException(
                    $"{path}: it is no archive of NumPy (.npz), or damaged: {error.Message}",
                    error
                );
            }
        }

        public string Path { get; }

        public IReadOnlyCollection<string> Names =>
            [
                .. zip
                    .Entries.Where(e => e.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                    .Select(e => e.FullName[..^Suffix.Length]),
            ];

        public (NpyArray Array, string Name) Read(string name)
        {
            var title = $"{Path}: {name}";
            ZipArchiveEntry[] entries = [.. zip.Entries.Where(e => e.FullName == name + Suffix)];
            var entry =
                entries.Length == 1
                    ? entries[0]
                    : throw new InvalidDataException($"{title}: it is there {entries.Length} times");
            using var stream = Open(entry, title);
            return (NpyArray.Read(stream, title), title);
        }

        public void Dispose() => zip.Dispose();

        // Whole and checked, for a change of single bytes does not make the compression fail.
        private static MemoryStream Open(ZipArchiveEntry entry, string title)
        {
            if (entry.Length > Array.MaxLength)
                throw new InvalidDataException(
                    $"{title}: it has {entry.Length} bytes; so much is read as a file of its own (.npy)"
                );
            var content = new MemoryStream((int)entry.Length);
            try
            {
                using var packed = entry.Open();
                packed.CopyTo(content);
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException($"{title}: it is damaged: {error.Message}", error);
            }
            content.Position = 0;
            return CheckSum.Crc32(content.GetBuffer().AsSpan(0, (int)content.Length)) == entry.Crc32
                ? content
                : throw new InvalidDataException($"{title}: it is damaged: its check sum is not that of its content");
        }
    }
}
