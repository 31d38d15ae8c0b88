using System.Globalization;

namespace NtkRepro.Data.Sources;

/// <summary>The classes of examples: their number, and their names where labels are texts.</summary>
public static class Classes
{
    // Predictions are stored as bytes.
    private const int Most = 256;

    /// <summary>The number of classes of a dataset. Where it is not given, each from 0 to the largest label must have a training example.</summary>
    /// <param name="given">As the parameters have it; null for as the data have it.</param>
    /// <param name="train">The whole training set.</param>
    /// <param name="test">The whole test set.</param>
    /// <param name="dataset">The path of the dataset's parameters, for messages.</param>
    /// <exception cref="InvalidDataException">A label is out of range, or a class is empty.</exception>
    public static int Count(int? given, Examples train, Examples test, string dataset)
    {
        var labels = train.Labels.Concat(test.Labels).ToList();
        var (least, largest) = (labels.Min(), labels.Max());
        if (given is null && least >= 0 && largest >= Most)
            throw new InvalidDataException(
                $"{dataset}: there is a label {largest}; there may be {Most} classes, numbered from 0"
            );
        if (least < 0 || largest >= (given ?? Most))
        {
            var (label, most) = (least < 0 ? least : largest, (given ?? Most) - 1);
            throw new InvalidDataException(
                given is null
                    ? $"{dataset}: there is a label {label}; whole numbers from 0 to {most} are right"
                    : $"{dataset}: there is a label {label}; with {dataset}.classes {given} those from 0 to {most} are right"
            );
        }
        if (given is { } known)
            return known;
        var count = (int)largest + 1;
        var examples = new int[count];
        foreach (var label in train.Labels)
            examples[label]++;
        var empty = Enumerable.Range(0, count).Where(c => examples[c] == 0).ToList();
        if (empty.Count > 0)
        {
            var names = empty
                .Take(5)
                .Select(c => train.ClassNames.Count > c ? $"{c} ({train.ClassNames[c]})" : Text(c));
            throw new InvalidDataException(
                $"{dataset}: labels go from {least} to {largest}, and no training example has {string.Join(", ", names)}"
                    + $"{(empty.Count > 5 ? ", …" : "")}; number the classes from 0 without gaps, or say how many there are: {dataset}.classes"
            );
        }
        return count >= 2
            ? count
            : throw new InvalidDataException($"{dataset}: all examples are of one class; at least 2 are needed");
    }

    /// <summary>Classes of texts: numbered from 0 in ordinal order.</summary>
    /// <param name="train">Of each training example.</param>
    /// <param name="test">Of each test example.</param>
    /// <exception cref="InvalidDataException">A test example has a class that no training example has.</exception>
    public static (long[] Train, long[] Test, IReadOnlyList<string> Names) Number(
        IReadOnlyList<string> train,
        IReadOnlyList<string> test
    )
    {
        string[] names = [.. train.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbers = names.Index().ToDictionary(n => n.Item, n => (long)n.Index, StringComparer.Ordinal);
        var strange = test.FirstOrDefault(name => !numbers.ContainsKey(name));
        return strange is null
            ? ([.. train.Select(name => numbers[name])], [.. test.Select(name => numbers[name])], names)
            : throw new InvalidDataException(
                $"the class '{strange}' is in the test set alone; the training set has {Listing(names)}"
            );
    }

    /// <summary>The labels of both sets: as numbers where all are, else as names.</summary>
    /// <param name="train">Of each training example.</param>
    /// <param name="test">Of each test example.</param>
    public static (long[] Train, long[] Test, IReadOnlyList<string> Names) Parse(
        IReadOnlyList<string> train,
        IReadOnlyList<string> test
    ) =>
        train.Concat(test).All(IsNumber)
            ? ([.. train.Select(Value)], [.. test.Select(Value)], [])
            : Number(train, test);

    /// <summary>Checks that every label of a file is one of the classes.</summary>
    /// <param name="labels">In the order in which the examples stand in the file.</param>
    /// <param name="classes">How many classes there are; null where the data say it.</param>
    /// <param name="file">The file to name.</param>
    /// <exception cref="InvalidDataException">A label is not.</exception>
    public static void Check(ReadOnlySpan<long> labels, int? classes, string file)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= (classes ?? Most))
                throw new InvalidDataException(
                    $"{file}: the label of example {i} is {labels[i]}; with {classes ?? Most} classes 0 to {(classes ?? Most) - 1} are right"
                );
        }
    }

    // Also `1.0`, as tables of numbers have it.
    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static long Value(string text)
    {
        var value = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return value == decimal.Truncate(value) && Math.Abs(value) < long.MaxValue
            ? (long)value
            : throw new InvalidDataException($"there is a label {text}; classes are whole numbers from 0, or names");
    }

    private static string Listing(string[] names) =>
        string.Join(", ", names.Take(10).Select(name => $"'{name}'")) + (names.Length > 10 ? ", …" : "");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
