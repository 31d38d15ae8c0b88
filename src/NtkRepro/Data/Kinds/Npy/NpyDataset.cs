namespace NtkRepro.Data.Sources;

/// <summary>
/// Arrays of NumPy, a file each: <c>images</c> and <c>labels</c>, which are split, or <c>train_images</c>, <c>train_labels</c> and the same of
/// <c>test</c>.
/// </summary>
[Dataset("npy", "images labels", "train_images train_labels test_images test_labels")]
public sealed class NpyDataset(DatasetParameters dataset) : IDatasetReader
{
    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        if (dataset.Files.ContainsKey("images"))
        {
            var labels = Labels("labels");
            return Split.Of(ArrayImages.Set(Images("images"), labels, dataset.Image), dataset.Split);
        }
        return ArrayImages.Sets(
            Images("train_images"),
            Images("test_images"),
            (Labels("train_labels"), Labels("test_labels"), []),
            dataset.Image
        );

        (NpyArray Array, string Name) Images(string role) => Load(file(role));

        long[] Labels(string role)
        {
            var (array, name) = Load(file(role));
            return ArrayImages.Labels(array, name);
        }
    }

    private static (NpyArray Array, string Name) Load(string path)
    {
        using var stream = File.OpenRead(path);
        return (NpyArray.Read(stream, path), path);
    }
}
