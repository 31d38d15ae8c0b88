using System.Globalization;
using nietras.SeparatedValues;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Tables as text: <c>train</c> and <c>test</c>, or <c>data</c>, which is split. A line for each example: its class, a number or a name, and
/// numbers, which are the pixels of an image, row by row, or features.
/// </summary>
/// <remarks>
/// Cells are separated by commas, semicolons, tabs or bars. The first line is a heading if one of its cells but the label is no number; then
/// the label is the column of a usual name (<c>label</c>, <c>class</c>) or of that in <c>fields.labels</c>, else the first.
/// </remarks>
[Dataset("csv", "data", "train test")]
public sealed class CsvDataset(DatasetParameters dataset) : IDatasetReader, IParameterRules<DatasetParameters>
{
    private static readonly string[] Usual = ["label", "labels", "class", "target", "y"];

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(DatasetParameters parameters) =>
        parameters
            .Fields.Keys.Where(role => role != "labels")
            .Select(role => new ParameterProblem(
                $"fields.{role}",
                "of a table of text only the column `labels` has a name"
            ));

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
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private Labelled.Part ReadTable(string path)
    {
        using var reader = Sep.Reader(o => o with { HasHeader = false, Unescape = true }).FromFile(path);
        var (numbers, labels) = (new List<float>(), new List<string>());
        var (label, columns, isFirst) = (0, 0, true);
        string[] headings = [];
        foreach (var row in reader)
        {
            if (isFirst)
            {
                isFirst = false;
                columns = row.ColCount;
                headings = Headings(row);
                if (headings.Length > 0)
                {
                    label = Array.IndexOf(headings, Labelled.Field(dataset, "labels", Usual, headings, path));
                    continue;
                }
                if (dataset.Fields.TryGetValue("labels", out var name))
                    throw new InvalidDataException(
                        $"{path}: the first line has no headings, so no column is called '{name}'"
                    );
            }
            labels.Add(row[label].ToString().Trim());
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
    private static string[] Headings(SepReader.Row row)
    {
        var texts = new string[row.ColCount];
        var others = 0;
        for (var c = 0; c < texts.Length; c++)
        {
            texts[c] = row[c].ToString().Trim();
            others += IsNumber(texts[c], out _) ? 0 : 1;
        }
        // A name of a class in the first column alone is a label.
        return others > 1 || (others == 1 && IsNumber(texts[0], out _)) ? texts : [];
    }

    private static bool IsNumber(ReadOnlySpan<char> text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static long[]? Whole(List<float> numbers) =>
        numbers.TrueForAll(n => n == MathF.Truncate(n) && MathF.Abs(n) < 1 << 24)
            ? [.. numbers.Select(n => (long)n)]
            : null;
}
