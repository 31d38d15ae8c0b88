using System.IO.Compression;
using System.Security.Cryptography;
using NtkRepro.Data;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data;

public sealed class SourceFilesTests : IDisposable
{
    private const string Name = "images";
    private static readonly byte[] Content = [1, 2, 3];
    private static readonly string Sha256 = Hash(Content);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_first_source_that_has_the_file_wins() =>
        Assert.Equal(
            Path.Combine(Source("first", Content), Name),
            Find(Source("first", Content), Source("second", Content))
        );

    [Fact]
    public void The_second_folder_wins_where_the_first_does_not_exist() =>
        Assert.Equal(
            Path.Combine(Source("second", Content), Name),
            Find(folder.File("nowhere"), Source("second", Content))
        );

    [Fact]
    public void The_second_folder_wins_where_the_first_lacks_the_file() =>
        Assert.Equal(
            Path.Combine(Source("second", Content), Name),
            Find(folder.Folder("empty"), Source("second", Content))
        );

    [Fact]
    public void The_second_folder_wins_where_the_first_has_other_bytes() =>
        Assert.Equal(
            Path.Combine(Source("second", Content), Name),
            Find(Source("first", [9]), Source("second", Content))
        );

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void An_archive_is_known_by_what_it_unpacks_to(CompressionLevel level)
    {
        const string name = "images.gz";
        var bytes = Enumerable.Range(0, 1000).Select(i => (byte)(i % 7)).ToArray();
        var damaged = folder.Folder("damaged");
        folder.Write(Path.Combine("damaged", name), bytes);
        var whole = folder.Folder("whole");
        folder.Write(Path.Combine("whole", name), Gzip.Compress(bytes, level));

        var found = SourceFiles.Find(name, Hash(bytes), [damaged, whole], folder.File("cache"), CancellationToken.None);

        Assert.Equal(Path.Combine(whole, name), found);
    }

    [Fact]
    public void When_nothing_is_found_every_source_is_named_with_its_reason()
    {
        var (missing, other) = (folder.File("nowhere"), Source("other", [9]));

        var error = Assert.Throws<InvalidDataException>(() => Find(missing, other));

        Assert.Contains(Name, error.Message, StringComparison.Ordinal);
        Assert.Contains(Sha256, error.Message, StringComparison.Ordinal);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
        Assert.Contains(Hash([9]), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_sources_there_is_nothing_to_find() => Assert.Throws<InvalidDataException>(() => Find());

    [Fact]
    public void An_address_that_is_none_is_one_more_source_that_fails()
    {
        var error = Assert.Throws<InvalidDataException>(() => Find("https://"));

        Assert.Contains("https://", error.Message, StringComparison.Ordinal);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string Find(params string[] sources) =>
        SourceFiles.Find(Name, Sha256, sources, folder.File("cache"), CancellationToken.None);

    private string Source(string name, byte[] content)
    {
        var path = folder.Folder(name);
        folder.Write(Path.Combine(name, Name), content);
        return path;
    }
}
