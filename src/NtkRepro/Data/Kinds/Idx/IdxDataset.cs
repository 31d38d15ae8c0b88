namespace NtkRepro.Data.Sources;

/// <summary>The four IDX files of MNIST and its relatives: <c>train_images</c>, <c>train_labels</c> and the same of <c>test</c>.</summary>
/// <param name="classes">The number of classes; null where the labels say it.</param>
[Dataset("idx", "train_images train_labels test_images test_labels")]
public sealed class IdxDataset(int? classes) : IDatasetReader
{
    /// <summary>The reader of a dataset.</summary>
    public IdxDataset(DatasetParameters dataset)
        : this(dataset.Classes) { }

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        var train = Read(file("train_images"), file("train_labels"));
        var (images, labels) = (file("test_images"), file("test_labels"));
        var test = Read(images, labels);
        return (train.Height, train.Width) == (test.Height, test.Width)
            ? (train, test)
            : throw new InvalidDataException(
                $"{images}: images of {test.Height} × {test.Width}, where the training set has {train.Height} × {train.Width}"
            );
    }

    private Examples Read(string imagesPath, string labelsPath)
    {
        var images = IdxFile.Read(imagesPath, 3);
        var labels = IdxFile.Read(labelsPath, 1);
        if (images.Shape[0] != labels.Shape[0])
        {
            throw new InvalidDataException(
                $"{labelsPath}: {labels.Shape[0]} labels; {images.Shape[0]} are right, as {imagesPath} has so many images"
            );
        }
        var numbers = Array.ConvertAll(labels.Bytes, label => (long)label);
        Classes.Check(numbers, classes, labelsPath);
        return new Examples(images.Bytes, numbers, images.Shape[1], images.Shape[2], 1);
    }
}
