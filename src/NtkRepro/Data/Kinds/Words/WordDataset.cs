using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Mails in the folders of one <c>archive</c>, a class for each folder, as hashed bags of words
/// (<see cref="WordVector"/>): [count, 1, 1, features] float32.
/// </summary>
/// <remarks>
/// A mail with the same words in the same order as another is left out, so that none is in both sets. Of the others a
/// seeded fifth is the test set.
/// </remarks>
[Dataset("words", "archive")]
public sealed class WordDataset(WordParameters parameters, long seed)
    : IDatasetReader,
        IParameterRules<DatasetParameters>
{
    /// <summary>The reader of a dataset.</summary>
    public WordDataset(DatasetParameters dataset)
        : this(dataset.Words, dataset.SubsetSeed) { }

    // The largest mail of the corpus has 300 kB; all its files together 73 MB.
    private const long MaxMailBytes = 4 << 20;
    private const long MaxTotalBytes = 512L << 20;
    private const int TestShare = 5;

    /// <inheritdoc/>
    public (int Channels, int Height, int Width)? Shape => (parameters.Features, 1, 1);

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(DatasetParameters parameters)
    {
        var (folders, classes) = (parameters.Words.Folders, parameters.Classes);
        if (!parameters.Augmentation.IsOff)
            yield return new("augmentation", "words cannot be shifted or mirrored");
        if (folders.Count == 0)
            yield return new("words.folders", "there is no folder whose texts would be examples");
        foreach (var (folder, label) in folders.Where(f => f.Value >= (classes ?? int.MaxValue)))
            yield return new(
                $"words.folders.{folder}",
                $"class {label}, where with {classes} classes 0 to {classes - 1} are right"
            );
    }

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        var path = file("archive");
        var mails = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        TarArchive.Read(
            path,
            name => LabelOf(name) is null ? null : MaxMailBytes,
            MaxTotalBytes,
            (name, mail) => mails[name] = Mail.SubjectAndBody(mail)
        );
        foreach (var folder in parameters.Folders.Keys.Order().Where(f => !mails.Keys.Any(m => FolderOf(m) == f)))
            throw new InvalidDataException($"{path}: the archive has no texts (*.txt) in a folder '{folder}'");
        var all = Vectors(mails);
        var order = new CounterRandom(seed, "test documents").Permutation(all.Count);
        var split = all.Count / TestShare;
        return (all.Pick(order.AsSpan(split)), all.Pick(order.AsSpan(0, split)));
    }

    private Examples Vectors(SortedDictionary<string, byte[]> mails)
    {
        var (values, labels) = (new List<float>(), new List<long>());
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, text) in mails)
        {
            var words = WordVector.Hashes(text).ToArray();
            if (!known.Add(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<uint>(words)))))
                continue;
            values.AddRange(WordVector.Of(text, parameters.Features));
            labels.Add(LabelOf(name)!.Value);
        }
        return new Examples(values.ToArray(), [.. labels], 1, 1, parameters.Features);
    }

    private int? LabelOf(string name) =>
        name.EndsWith(".txt", StringComparison.Ordinal) && parameters.Folders.TryGetValue(FolderOf(name), out var label)
            ? label
            : null;

    private static string FolderOf(string name)
    {
        var parts = name.Split('/');
        return parts.Length > 1 ? parts[^2] : "";
    }
}
