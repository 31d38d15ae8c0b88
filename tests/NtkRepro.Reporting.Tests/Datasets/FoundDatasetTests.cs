using NtkRepro.Reporting.Datasets;

namespace NtkRepro.Reporting.Tests.Datasets;

public sealed class FoundDatasetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-found-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("", "folder", "images=", "cats/1.png", "dogs/1.png")]
    [InlineData("", "folder", "images=", "cats/1.png", "dogs/1.png", "readme.md")]
    [InlineData("", "folder", "test=test train=train", "train/cats/1.png", "test/cats/1.png")]
    [InlineData("", "folder", "test=valid train=training", "training/cats/1.png", "valid/cats/1.png")]
    [InlineData("", "parquet", "test=test train=train", "train/0.parquet", "test/0.parquet")]
    [InlineData("a.npz", "npz", "data=a.npz", "a.npz")]
    [InlineData("", "npz", "test=test.npz train=train.npz", "train.npz", "test.npz")]
    [InlineData("", "csv", "data=all.csv", "all.csv", "readme.md")]
    [InlineData("all.tsv", "csv", "data=all.tsv", "all.tsv")]
    [InlineData("", "parquet", "test=test-0.parquet train=train-0.parquet", "train-0.parquet", "test-0.parquet")]
    [InlineData("", "npy", "images=images.npy labels=labels.npy", "images.npy", "labels.npy")]
    [InlineData(
        "",
        "npy",
        "test_images=x_test.npy test_labels=y_test.npy train_images=x_train.npy train_labels=y_train.npy",
        "x_train.npy",
        "y_train.npy",
        "x_test.npy",
        "y_test.npy"
    )]
    [InlineData(
        "",
        "idx",
        "test_images=t10k-images-idx3-ubyte test_labels=t10k-labels-idx1-ubyte.gz train_images=train-images-idx3-ubyte.gz train_labels=train-labels-idx1-ubyte",
        "train-images-idx3-ubyte.gz",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte.gz"
    )]
    [InlineData("cifar-10-python.tar.gz", "cifar", "archive=cifar-10-python.tar.gz", "cifar-10-python.tar.gz")]
    public void Names_say_what_it_is(string path, string kind, string roles, params string[] files)
    {
        Write(files);

        var found = FoundDataset.At(Path.Combine(folder, path));

        Assert.Equal(kind, found.Kind);
        var expected = roles == "images=" ? $"images={Path.GetFileName(folder)}" : roles;
        Assert.Equal(
            expected,
            string.Join(' ', found.Files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"))
        );
        Assert.All(found.Files.Values, name => Assert.True(Path.Exists(Path.Combine(found.Source, name))));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("", "nothing that is read lies there", "a.txt")]
    [InlineData("", "of npy files images.npy are there; missing: labels", "images.npy")]
    [InlineData("", "missing: test images, test labels", "train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("a.npy", "an array alone has no labels", "a.npy")]
    [InlineData(
        "",
        "which of images.npy, pictures.npy are the images? Leave one",
        "images.npy",
        "pictures.npy",
        "labels.npy"
    )]
    [InlineData("a.doc", "it is nothing that is read", "a.doc")]
    public void Otherwise_what_would_be_right_is_said(string path, string message, params string[] files)
    {
        Write(files);

        var error = Assert.Throws<InvalidDataException>(() => FoundDataset.At(Path.Combine(folder, path)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private void Write(string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllBytes(Path.Combine(folder, file), [1]);
        }
    }
}
