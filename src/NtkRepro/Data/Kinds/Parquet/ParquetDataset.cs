namespace NtkRepro.Data.Sources;

/// <summary>
/// Parquet tables: <c>train</c> and <c>test</c>, or <c>data</c>, which is split; each a file, or a folder of files, one after the other.
/// A row for each example: its label, and a picture or numbers.
/// </summary>
/// <remarks>
/// A picture is encoded (PNG, JPEG, BMP, WebP) in a column of bytes, or in the field <c>bytes</c> of a structure, as Hugging Face stores them. Numbers
/// are a list, also of lists; or bytes, a pixel each.
/// </remarks>
[Dataset("parquet", "data", "train test", Fields = "images labels")]
public sealed class ParquetDataset(DatasetParameters dataset) : IDatasetReader
{
    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        var isSplit = dataset.Files.ContainsKey("data");
        var train = ParquetTable.Read(dataset, file(isSplit ? "data" : "train"));
        var test = isSplit ? null : ParquetTable.Read(dataset, file("test"));
        return train.Pictures is not null
            ? Pictures(train, test)
            : Labelled.Sets(dataset, Part(train), test is null ? null : Part(test));
    }

    private (Examples Train, Examples Test) Pictures(ParquetTable train, ParquetTable? test)
    {
        var pictures = new PictureSet(dataset.Image);
        foreach (var (i, picture) in train.Pictures!.Index())
            pictures.Add(picture, $"{train.Path}: row {i}");
        foreach (var (i, picture) in (test?.Pictures ?? (test is null ? [] : throw Mixed(test))).Index())
            pictures.Add(picture, $"{test!.Path}: row {i}");
        var (labels, others, names) = Classes.Parse(train.Labels, test?.Labels ?? []);
        var (one, two) = pictures.Sets(train.Labels.Count, [.. labels, .. others], names);
        return test is null ? Split.Of(one, dataset.Split) : (one, two);
    }

    private static Labelled.Part Part(ParquetTable table) =>
        new((table.Numbers ?? throw Mixed(table), table.Path), table.Labels);

    private static InvalidDataException Mixed(ParquetTable test) =>
        new($"{test.Path}: pictures in one set and numbers in the other");
}
