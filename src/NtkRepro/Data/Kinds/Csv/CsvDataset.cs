using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Tables as text: <c>train</c> and <c>test</c>, or <c>data</c>, which is split. A line for each example: its class, a number or a name, and
/// numbers, which are the pixels of an image, row by row, or features.
/// </summary>
/// <remarks>
/// Cells are separated by commas, semicolons, tabs or bars. The first line is a heading if it has several words, or the one that labels are called
/// by; then the label is the column of a usual name (<c>label</c>, <c>class</c>) or of that in <c>fields.labels</c>. Without, it is the column of
/// the one word, or the first.
/// </remarks>
[Dataset("csv", "data", "train test", Fields = "labels")]
public sealed class CsvDataset(DatasetParameters dataset) : IDatasetReader
{
    private static readonly string[] Usual = ["label", "labels", "class", "target", "y"];

    private readonly List<string> remarks = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks => remarks;

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file) => Labelled.Read(dataset, file, ReadFile);

    private Labelled.Part ReadFile(string path)
    {
        try
        {
            return ReadTable(path);
        }
        catch (Exception error)
            when (error is not InvalidDataException || !error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                error is DecoderFallbackException ? $"{path}: it is not in UTF-8" : $"{path}: {error.Message}",
                error
            );
        }
    }

    private Labelled.Part ReadTable(string path)
    {
        // Bytes that are no UTF-8 would be replaced, and different names become one.
        using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var reader = Sep.Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true })
            .From(text);
        var (numbers, labels) = (new List<float>(), new List<string>());
        var (label, columns) = (-1, 0);
        string[] headings = [];
        foreach (var row in reader)
        {
            if (row.ColCount == 1 && row[0].Span.Trim().IsEmpty)
                continue;
            if (label < 0)
            {
                (columns, headings) = (row.ColCount, Headings(row));
                label = LabelColumn(row, headings, path);
                remarks.Add(
                    $"labels of {Path.GetFileName(path)}: "
                        + (
                            headings.Length > 0
                                ? $"column '{headings[label]}'"
                                : $"column {label + 1} of {columns}, without a heading"
                        )
                );
                if (headings.Length > 0)
                    continue;
            }
            if (row.ColCount != columns)
                throw new InvalidDataException(
                    $"{path}: line {row.LineNumberFrom} has {row.ColCount} cells, where the first has {columns}"
                );
            labels.Add(row[label].ToString().Trim());
            if (labels[^1].Length == 0)
                throw new InvalidDataException($"{path}: line {row.LineNumberFrom} has no label");
            for (var c = 0; c < columns; c++)
            {
                if (c == label)
                    continue;
                if (!IsNumber(row[c].Span, out var number))
                    throw new InvalidDataException(
                        $"{path}: line {row.LineNumberFrom}, {(headings.Length > 0 ? $"'{headings[c]}'" : $"column {c + 1}")}: "
                            + $"'{row[c]}' is no number"
                    );
                numbers.Add(number);
            }
        }
        if (labels.Count == 0 || columns < 2)
            throw new InvalidDataException($"{path}: there are no lines of a label and numbers");
        return new(
            (new NpyArray([labels.Count, columns - 1], Whole(numbers) ?? (Array)numbers.ToArray()), path),
            labels
        );
    }

    // None where the line is one of examples.
    private string[] Headings(SepReader.Row row)
    {
        var texts = new string[row.ColCount];
        for (var c = 0; c < texts.Length; c++)
            texts[c] = row[c].ToString().Trim();
        string[] words = [.. texts.Where(t => !IsNumber(t, out _))];
        // Columns may be called by numbers; one word among numbers is a label, unless it is what labels are called.
        var isHeading =
            words.Length > 1
            || (
                words is [var word]
                && (dataset.Fields.Values.Contains(word) || Usual.Contains(word, StringComparer.OrdinalIgnoreCase))
            );
        return isHeading ? texts : [];
    }

    private int LabelColumn(SepReader.Row row, string[] headings, string path)
    {
        if (headings.Length > 0)
        {
            var label = Labelled.Field(dataset, "labels", Usual, headings, path);
            return headings.Count(h => h == label) == 1
                ? Array.IndexOf(headings, label)
                : throw new InvalidDataException($"{path}: several columns are called '{label}'");
        }
        if (dataset.Fields.TryGetValue("labels", out var name))
            throw new InvalidDataException($"{path}: the first line has no headings, so no column is called '{name}'");
        for (var c = 0; c < row.ColCount; c++)
        {
            if (!IsNumber(row[c].Span, out _))
                return c;
        }
        return 0;
    }

    private static bool IsNumber(ReadOnlySpan<char> text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static long[]? Whole(List<float> numbers) =>
        numbers.TrueForAll(n => n == MathF.Truncate(n) && MathF.Abs(n) < 1 << 24)
            ? [.. numbers.Select(n => (long)n)]
            : null;
}
