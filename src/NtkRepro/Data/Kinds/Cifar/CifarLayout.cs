namespace NtkRepro.Data.Sources;

/// <summary>The members of an archive of CIFAR.</summary>
/// <param name="Classes">The number of classes.</param>
/// <param name="LabelBytes">In binary archives the labels before each image; the last of them is the (fine) class.</param>
/// <param name="Train">The members of the training set, in order; in archives for Python the same without <c>.bin</c>.</param>
/// <param name="Test">The member of the test set.</param>
/// <param name="TrainRecords">Images in each member of the training set.</param>
/// <param name="TestRecords">Images in the test set.</param>
/// <param name="Folders">The folders of the members: that of the binary archive, and that of the one for Python.</param>
public sealed record CifarLayout(
    int Classes,
    int LabelBytes,
    IReadOnlyList<string> Train,
    string Test,
    int TrainRecords,
    int TestRecords,
    (string Binary, string Python) Folders
)
{
    /// <summary>All training images.</summary>
    public int TrainCount => Train.Count * TrainRecords;

    /// <summary>The archives as they were published, of CIFAR-10 or CIFAR-100.</summary>
    /// <exception cref="ArgumentException">There is no CIFAR with so many classes.</exception>
    public static CifarLayout Published(int classes) =>
        classes switch
        {
            10 => new(
                classes,
                1,
                [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}")],
                "test_batch",
                10_000,
                10_000,
                ("cifar-10-batches-bin", "cifar-10-batches-py")
            ),
            100 => new(classes, 2, ["train"], "test", 50_000, 10_000, ("cifar-100-binary", "cifar-100-python")),
            _ => throw new ArgumentException($"CIFAR has 10 or 100 classes, not {classes}", nameof(classes)),
        };
}
