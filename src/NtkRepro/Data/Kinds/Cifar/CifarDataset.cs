namespace NtkRepro.Data.Sources;

/// <summary>The records of a binary archive of CIFAR.</summary>
/// <param name="LabelBytes">Labels before each image; the last of them is the (fine) class.</param>
/// <param name="Train">The members of the training set, in order.</param>
/// <param name="Test">The member of the test set.</param>
/// <param name="TrainRecords">Images in each member of the training set.</param>
/// <param name="TestRecords">Images in the test set.</param>
/// <param name="Classes">The number of classes.</param>
public sealed record CifarLayout(
    int LabelBytes,
    IReadOnlyList<string> Train,
    string Test,
    int TrainRecords,
    int TestRecords,
    int Classes
)
{
    /// <summary>The archive as it was published, of CIFAR-10 or CIFAR-100.</summary>
    /// <exception cref="ArgumentException">There is no CIFAR with so many classes.</exception>
    public static CifarLayout Published(int classes) =>
        classes switch
        {
            10 => new(
                1,
                [.. Enumerable.Range(1, 5).Select(i => $"cifar-10-batches-bin/data_batch_{i}.bin")],
                "cifar-10-batches-bin/test_batch.bin",
                10_000,
                10_000,
                classes
            ),
            100 => new(2, ["cifar-100-binary/train.bin"], "cifar-100-binary/test.bin", 50_000, 10_000, classes),
            _ => throw new ArgumentException($"CIFAR has 10 or 100 classes, not {classes}", nameof(classes)),
        };
}

/// <summary>
/// CIFAR-10 and CIFAR-100 (Krizhevsky 2009): one archive of members that are nothing but records, each the labels and
/// then 32 × 32 red, green and blue bytes, one plane after the other.
/// </summary>
[Dataset("cifar", "archive")]
public sealed class CifarDataset(CifarLayout layout) : IDatasetReader, IParameterRules<DatasetParameters>
{
    /// <summary>The reader of a dataset.</summary>
    public CifarDataset(DatasetParameters dataset)
        : this(CifarLayout.Published(dataset.Classes)) { }

    private const int Side = 32;
    private const int Channels = 3;
    private const int Plane = Side * Side;

    // Room for the headers and for the small members that nobody reads: names of classes, a page of documentation.
    private const long Slack = 1 << 20;

    /// <inheritdoc/>
    public (int Channels, int Height, int Width)? Shape => (Channels, Side, Side);

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(DatasetParameters parameters)
    {
        if (parameters.Classes is not (10 or 100))
        {
            yield return new("classes", $"CIFAR has 10 or 100 classes, not {parameters.Classes}");
            yield break;
        }
        var layout = CifarLayout.Published(parameters.Classes);
        var train = layout.Train.Count * layout.TrainRecords;
        if (parameters.Train > train)
            yield return new("train", $"CIFAR has {train} training images, not {parameters.Train}");
        if (parameters.Test > layout.TestRecords)
            yield return new("test", $"CIFAR has {layout.TestRecords} test images, not {parameters.Test}");
    }

    private int RecordBytes => layout.LabelBytes + (Channels * Plane);

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        var path = file("archive");
        var train = Empty(layout.Train.Count * layout.TrainRecords);
        var test = Empty(layout.TestRecords);
        var missing = layout.Train.Append(layout.Test).ToHashSet(StringComparer.Ordinal);
        var unpacked = (long)RecordBytes * (train.Count + test.Count);
        TarArchive.Read(path, SizeOf, unpacked + Slack, Take);
        if (missing.Count > 0)
            throw new InvalidDataException($"{path}: the archive lacks {string.Join(", ", missing.Order())}");
        return (train, test);

        void Take(string name, byte[] records)
        {
            if (!missing.Remove(name))
                throw new InvalidDataException($"{path}: the archive has {name} twice");
            var (set, start, count) =
                name == layout.Test
                    ? (test, 0, layout.TestRecords)
                    : (train, layout.Train.ToList().IndexOf(name) * layout.TrainRecords, layout.TrainRecords);
            if (records.Length != (long)count * RecordBytes)
            {
                throw new InvalidDataException(
                    $"{path}: {name} has {records.Length} bytes; {count} records of {RecordBytes} bytes are right"
                );
            }
            Unpack(records, set, start, $"{path}: {name}");
        }
    }

    private long? SizeOf(string name) =>
        name == layout.Test ? (long)layout.TestRecords * RecordBytes
        : layout.Train.Contains(name) ? (long)layout.TrainRecords * RecordBytes
        : null;

    private static Examples Empty(int count) =>
        new(new byte[(long)count * Channels * Plane], new long[count], Side, Side, Channels);

    private void Unpack(byte[] records, Examples set, int start, string member)
    {
        var count = records.Length / RecordBytes;
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var record = records.AsSpan(i * RecordBytes, RecordBytes);
            labels[i] = record[layout.LabelBytes - 1];
            set.Labels[start + i] = labels[i];
            var planes = record[layout.LabelBytes..];
            var target = ((byte[])set.Values).AsSpan((start + i) * Channels * Plane, Channels * Plane);
            for (var pixel = 0; pixel < Plane; pixel++)
            for (var channel = 0; channel < Channels; channel++)
                target[(pixel * Channels) + channel] = planes[(channel * Plane) + pixel];
        }
        Examples.CheckLabels(labels, layout.Classes, member);
    }
}
