namespace Parquet.Tests;

/// <summary>The files that <c>write.mjs</c> has DuckDB and hyparquet-writer write, for all tests that share them.</summary>
public sealed class ForeignFiles : IAsyncLifetime
{
    /// <summary>How many rows both tables of <c>write.mjs</c> have.</summary>
    public const int RowCount = 5000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ntk-repro-parquet-");

    /// <summary>The file's path.</summary>
    public string this[string name] => Path.Combine(folder.FullName, $"{name}.parquet");

    /// <summary>What a table holds, by column: as <c>write.mjs</c> has it, in C#.</summary>
    /// <param name="nulls">Whether it is the one with nulls.</param>
    internal static IReadOnlyList<IReadOnlyList<string?>> Values(bool nulls) =>
        [
            Column(i => nulls && i % 2 != 0 ? null : i % 3 == 0),
            Column(i => nulls && i % 7 == 0 ? null : (i % 300) - 150),
            Column(i => nulls && i % 5 == 0 ? null : i % 400 / 8.0),
            Column(i => nulls && i % 4 == 1 ? null : $"é{i % 250}"),
        ];

    public Task InitializeAsync() => Strangers.WriteAsync(folder.FullName);

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static List<string?> Column(Func<int, object?> value) =>
        [.. Enumerable.Range(0, RowCount).Select(i => TableContents.Text(value(i)))];
}

/// <summary>The tests that share the files.</summary>
[CollectionDefinition(Name)]
public sealed class ForeignFileSharing : ICollectionFixture<ForeignFiles>
{
    public const string Name = "foreign files";
}
