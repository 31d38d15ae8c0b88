using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NtkRepro.Data;
using NtkRepro.Data.Sources;

namespace NtkRepro.Reporting.Datasets;

/// <summary>What a dataset holds, and the parameters under which it was read.</summary>
internal sealed class DatasetInspection
{
    private const int Side = 32;
    private const int NamesShown = 12;

    private DatasetInspection(
        FoundDataset found,
        DatasetParameters parameters,
        Examples train,
        Examples test,
        int classes
    )
    {
        (Found, Parameters, Train, Test) = (found, parameters, train, test);
        Classes = classes;
    }

    public FoundDataset Found { get; }

    /// <summary>Those by which it can be read: how pictures are scaled, what numbers are.</summary>
    public DatasetParameters Parameters { get; }

    public Examples Train { get; }

    public Examples Test { get; }

    public int Classes { get; }

    /// <summary>Whether the files say which examples are the test set.</summary>
    public bool IsSplit =>
        !Found.Files.Keys.Any(role => role.StartsWith("test", StringComparison.Ordinal) || role == "archive");

    /// <summary>Reads a dataset as a run would.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message names the file.</exception>
    public static DatasetInspection Of(FoundDataset found, string name, IReadOnlyDictionary<string, string> fields)
    {
        var plain = new DatasetParameters(
            found.Kind,
            1,
            1,
            0,
            [found.Source],
            found.Files.ToDictionary(f => f.Key, f => new PinnedFile(f.Value), StringComparer.Ordinal),
            new ImageParameters(),
            fields,
            new SplitParameters(),
            new GlyphParameters(),
            new WordParameters(new Dictionary<string, int>(StringComparer.Ordinal)),
            new AugmentationParameters(),
            found.Kind == "cifar"
                ? (found.Files.Values.Any(n => n.Contains("100", StringComparison.Ordinal)) ? 100 : 10)
                : null
        );
        InvalidDataException? first = null;
        foreach (var image in Ways(found.Kind))
        {
            try
            {
                var parameters = plain with { Image = image };
                var reader = DatasetReaders.Create(parameters);
                var (train, test) = reader.Read(role => Path.Combine(found.Source, found.Files[role]));
                var classes = Data.Sources.Classes.Count(parameters.Classes, train, test, $"datasets.{name}");
                return WithShape(
                    new DatasetInspection(found, parameters, train, test, classes)
                    {
                        Remarks = reader.Remarks,
                        IsScaled = image.Height > 0,
                    }
                );
            }
            catch (InvalidDataException error)
            {
                // What is wrong with it as it is says most.
                first ??= error;
            }
        }
        throw first!;
    }

    private IReadOnlyList<string> Remarks { get; init; } = [];

    // Whether pictures of several sizes are brought to one.
    private bool IsScaled { get; init; }

    /// <summary>What was found, in lines.</summary>
    public IEnumerable<(string Name, string Text)> Lines()
    {
        var all = Train.Count + Test.Count;
        yield return ("kind", $"{Found.Kind}, in {Found.Source}");
        if (Found.PassedOver.Count > 0)
            yield return ("passed over", string.Join(", ", Found.PassedOver));
        yield return (
            "examples",
            IsSplit
                ? $"{all}: {Train.Count} to train on and {Test.Count} to test, a split by seed"
                : $"{Train.Count} to train on, {Test.Count} to test"
        );
        yield return ("classes", $"{Classes}: {ClassText()}");
        foreach (var remark in Remarks.Distinct(StringComparer.Ordinal))
            yield return ("read", remark);
        yield return ("size", SizeText());
        yield return ("values", ValueText());
        var (within, between) = Duplicates();
        yield return (
            "duplicates",
            within + between == 0
                ? "none"
                : $"{between} test examples are also training examples; {within} training examples are there more than once"
        );
    }

    private string ClassText()
    {
        var counts = new int[Classes];
        foreach (var label in Train.Labels.Concat(Test.Labels))
            counts[label]++;
        var shown = counts.Index().Take(NamesShown).Select(c => $"{NameOf(c.Index)} {c.Item}");
        return string.Join(", ", shown)
            + (Classes > NamesShown ? $", … (from {counts.Min()} to {counts.Max()} examples each)" : "");
    }

    private string NameOf(int label) =>
        Train.ClassNames.Count > label ? Train.ClassNames[label] : label.ToString(CultureInfo.InvariantCulture);

    private string SizeText()
    {
        if (Train is { Height: 1, Width: 1 })
            return $"{Train.Channels} features";
        var scaled = IsScaled ? ", to which all are brought: they have several sizes" : "";
        var colours = Train.Channels switch
        {
            1 => "grey",
            3 => "in colour",
            var n => $"of {n} channels",
        };
        return $"{Train.Height} × {Train.Width} pixels (height × width), {colours}{scaled}";
    }

    private string ValueText()
    {
        if (Train.Values is byte[] pixels)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"whole numbers from {pixels.Min()} to {pixels.Max()}, mean {pixels.Average(p => (double)p):F1}: pixels"
            );
        var values = (float[])Train.Values;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"numbers from {values.Min():G4} to {values.Max():G4}, mean {values.Average():G4}"
        );
    }

    // How many training examples equal an earlier one, and how many test examples a training example.
    private (int Within, int Between) Duplicates()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var within = Hashes(Train).Count(hash => !known.Add(hash));
        return (within, Hashes(Test).Count(known.Contains));
    }

    private static IEnumerable<string> Hashes(Examples set)
    {
        for (var i = 0; i < set.Count; i++)
        {
            var bytes = set.Values is byte[] pixels
                ? pixels.AsSpan(i * set.Size, set.Size)
                : MemoryMarshal.AsBytes(((float[])set.Values).AsSpan(i * set.Size, set.Size));
            yield return Convert.ToHexString(SHA256.HashData(bytes));
        }
    }

    // As it is first; then as it would be if what it does not say of itself were said.
    private static IEnumerable<ImageParameters> Ways(string kind)
    {
        yield return new ImageParameters();
        if (kind is "folder" or "parquet")
            yield return new ImageParameters(Side, Side);
        if (kind is "npy" or "npz")
        {
            // Three channels or one are where they are.
            yield return new ImageParameters(Channels: 3, Layout: ArrayLayout.Nhwc);
            yield return new ImageParameters(Channels: 1, Layout: ArrayLayout.Nhwc);
            yield return new ImageParameters(Channels: 3, Layout: ArrayLayout.Nchw);
            yield return new ImageParameters(Channels: 1, Layout: ArrayLayout.Nchw);
        }
    }

    // A square number of pixels is a square.
    private static DatasetInspection WithShape(DatasetInspection found)
    {
        var count = found.Train.Channels;
        var side = (int)Math.Round(Math.Sqrt(count));
        if (found.Train is not { Height: 1, Width: 1, Values: byte[] } || side < 4 || side * side != count)
            return found;
        var image = new ImageParameters(side, side, 1);
        return new DatasetInspection(
            found.Found,
            found.Parameters with
            {
                Image = image,
            },
            found.Train with
            {
                Height = side,
                Width = side,
                Channels = 1,
            },
            found.Test with
            {
                Height = side,
                Width = side,
                Channels = 1,
            },
            found.Classes
        )
        {
            Remarks = found.Remarks,
        };
    }
}
