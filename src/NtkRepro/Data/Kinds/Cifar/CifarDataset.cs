namespace NtkRepro.Data.Sources;

/// <summary>
/// CIFAR-10 and CIFAR-100 (Krizhevsky 2009) in the forms in which they are to be had: the binary <c>archive</c>, whose members are nothing but
/// records, each the labels and then 32 × 32 red, green and blue bytes, one plane after the other; the <c>archive</c> for Python; and the Parquet
/// tables <c>train</c> and <c>test</c> of Hugging Face.
/// </summary>
[Dataset("cifar", "archive", "train test", Fields = "images labels")]
public sealed class CifarDataset(CifarLayout layout, DatasetParameters? dataset = null)
    : IDatasetReader,
        IParameterRules<DatasetParameters>
{
    /// <summary>The reader of a dataset.</summary>
    public CifarDataset(DatasetParameters dataset)
        : this(CifarLayout.Published(dataset.Classes ?? 10), dataset) { }

    private const int Side = 32;
    private const int Channels = 3;
    private const int Plane = Side * Side;

    // Room for the headers and for the small members that nobody reads: names of classes, a page of documentation.
    private const long Slack = 1 << 20;

    // A pickle also has names of files, and labels as numbers of several bytes.
    private const long PickledLabel = 100;

    /// <inheritdoc/>
    public (int Channels, int Height, int Width)? Shape => (Channels, Side, Side);

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(DatasetParameters parameters)
    {
        if (parameters.Classes is not (10 or 100))
        {
            yield return new(
                "classes",
                parameters.Classes is { } classes
                    ? $"CIFAR has 10 or 100 classes, not {classes}"
                    : "which CIFAR is it? classes: 10 or 100"
            );
            yield break;
        }
        var layout = CifarLayout.Published(parameters.Classes.Value);
        if (parameters.Train > layout.TrainCount)
            yield return new("train", $"CIFAR has {layout.TrainCount} training images, not {parameters.Train}");
        if (parameters.Test > layout.TestRecords)
            yield return new("test", $"CIFAR has {layout.TestRecords} test images, not {parameters.Test}");
    }

    private int RecordBytes => layout.LabelBytes + (Channels * Plane);

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file) =>
        dataset?.Files.ContainsKey("train") == true
            ? (Table(file("train"), layout.TrainCount), Table(file("test"), layout.TestRecords))
            : Archive(file("archive"));

    private (Examples Train, Examples Test) Archive(string path)
    {
        var (train, test) = (Empty(layout.TrainCount), Empty(layout.TestRecords));
        var missing = layout.Train.Append(layout.Test).ToHashSet(StringComparer.Ordinal);
        var unpacked = (Channels * Plane + PickledLabel) * (train.Count + test.Count);
        TarArchive.Read(path, name => Limit(Known(name)), unpacked + Slack, Take);
        if (missing.Count > 0)
            throw new InvalidDataException(
                $"{path}: the archive lacks {string.Join(", ", missing.Order())}, in {layout.Folders.Binary} (with .bin) or {layout.Folders.Python}"
            );
        return (train, test);

        void Take(string name, byte[] content)
        {
            var (member, isPickle) = Known(name)!.Value;
            if (!missing.Remove(member))
                throw new InvalidDataException($"{path}: the archive has {name} twice");
            var (set, start, count) =
                member == layout.Test
                    ? (test, 0, layout.TestRecords)
                    : (train, layout.Train.ToList().IndexOf(member) * layout.TrainRecords, layout.TrainRecords);
            if (isPickle)
                Unpickle(content, set, start, count, $"{path}: {name}");
            else if (content.Length == (long)count * RecordBytes)
                Unpack(content, set, start, $"{path}: {name}");
            else
                throw new InvalidDataException(
                    $"{path}: {name} has {content.Length} bytes; {count} records of {RecordBytes} bytes are right"
                );
        }
    }

    // Which member a name is, and whether as a pickle.
    private (string Member, bool IsPickle)? Known(string name)
    {
        foreach (var member in layout.Train.Append(layout.Test))
        {
            if (name == $"{layout.Folders.Binary}/{member}.bin")
                return (member, false);
            if (name == $"{layout.Folders.Python}/{member}")
                return (member, true);
        }
        return null;
    }

    private long? Limit((string Member, bool IsPickle)? known)
    {
        if (known is not var (member, isPickle))
            return null;
        var records = member == layout.Test ? layout.TestRecords : layout.TrainRecords;
        return isPickle ? (records * ((Channels * Plane) + PickledLabel)) + Slack : (long)records * RecordBytes;
    }

    private static Examples Empty(int count) =>
        new(new byte[(long)count * Channels * Plane], new long[count], Side, Side, Channels);

    private void Unpack(byte[] records, Examples set, int start, string member)
    {
        var count = records.Length / RecordBytes;
        for (var i = 0; i < count; i++)
        {
            var record = records.AsSpan(i * RecordBytes, RecordBytes);
            set.Labels[start + i] = record[layout.LabelBytes - 1];
            Interleave(record[layout.LabelBytes..], set, start + i);
        }
        Classes.Check(set.Labels.AsSpan(start, count), layout.Classes, member);
    }

    private void Unpickle(byte[] pickle, Examples set, int start, int count, string member)
    {
        IReadOnlyDictionary<string, object?> content;
        try
        {
            content = Pickle.Read(pickle);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{member}: {error.Message}", error);
        }
        var key = layout.LabelBytes == 1 ? "labels" : "fine_labels";
        if (
            content.GetValueOrDefault("data") is not Pickle.Bytes { Shape: [var images, Channels * Plane] } data
            || content.GetValueOrDefault(key) is not List<object?> labels
        )
            throw new InvalidDataException(
                $"{member}: there are no images of {Channels * Plane} bytes as 'data', or no list '{key}'"
            );
        if (images != count || labels.Count != count || labels.Exists(label => label is not long))
            throw new InvalidDataException(
                $"{member}: {images} images and {labels.Count} labels; {count} of each are right"
            );
        for (var i = 0; i < count; i++)
        {
            set.Labels[start + i] = (long)labels[i]!;
            Interleave(data.Values.Span.Slice(i * Channels * Plane, Channels * Plane), set, start + i);
        }
        Classes.Check(set.Labels.AsSpan(start, count), layout.Classes, member);
    }

    private static void Interleave(ReadOnlySpan<byte> planes, Examples set, int place)
    {
        var target = ((byte[])set.Values).AsSpan(place * Channels * Plane, Channels * Plane);
        for (var pixel = 0; pixel < Plane; pixel++)
        for (var channel = 0; channel < Channels; channel++)
            target[(pixel * Channels) + channel] = planes[(channel * Plane) + pixel];
    }

    private Examples Table(string path, int count)
    {
        var table = ParquetTable.Read(dataset!, path);
        if (table.Pictures is not { } encoded || encoded.Count != count)
            throw new InvalidDataException($"{path}: {table.Labels.Count} rows; {count} with a picture each are right");
        var pictures = new PictureSet(new ImageParameters(Channels: Channels));
        foreach (var (i, picture) in encoded.Index())
            pictures.Add(picture, $"{path}: row {i}");
        var (labels, _, _) = Classes.Parse(table.Labels, []);
        Classes.Check(labels, layout.Classes, path);
        var (set, _) = pictures.Sets(count, labels, []);
        return (set.Height, set.Width) == (Side, Side)
            ? set
            : throw new InvalidDataException(
                $"{path}: pictures of {set.Height} × {set.Width}; {Side} × {Side} are right"
            );
    }
}
