using NtkRepro.Data;
using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Support;

/// <summary>Parameters of datasets that lie in a folder.</summary>
internal static class Datasets
{
    /// <summary>Those of a kind, with nothing said but the files.</summary>
    public static DatasetParameters Of(string kind, params (string Role, string Name)[] files) =>
        new(
            kind,
            1,
            1,
            0,
            ["."],
            files.ToDictionary(f => f.Role, f => new PinnedFile(f.Name), StringComparer.Ordinal),
            new ImageParameters(),
            new Dictionary<string, string>(StringComparer.Ordinal),
            new SplitParameters(),
            new GlyphParameters(),
            new WordParameters(new Dictionary<string, int>(StringComparer.Ordinal)),
            new AugmentationParameters()
        );

    /// <summary>With names of arrays or columns.</summary>
    public static DatasetParameters With(this DatasetParameters dataset, params (string Role, string Name)[] fields) =>
        dataset with
        {
            Fields = fields.ToDictionary(f => f.Role, f => f.Name, StringComparer.Ordinal),
        };

    /// <summary>Both sets, read from a folder.</summary>
    public static (Examples Train, Examples Test) Read(this DatasetParameters dataset, TemporaryFolder folder) =>
        DatasetReaders.Create(dataset).Read(role => folder.File(dataset.Files[role].Name));

    /// <summary>What is said of a dataset that cannot be read.</summary>
    public static string Refusal(this DatasetParameters dataset, TemporaryFolder folder) =>
        Assert.Throws<InvalidDataException>(() => dataset.Read(folder)).Message;
}
