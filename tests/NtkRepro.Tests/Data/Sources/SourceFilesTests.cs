using System.IO.Compression;
using System.Security.Cryptography;
using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class SourceFilesTests : IDisposable
{
    private const string Name = "images";
    private static readonly byte[] Content = [1, 2, 3];
    private static readonly string Sha256 = Hash(Content);

    private static readonly PinnedFile Pinned = new(Name, Sha256);

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

        var found = Find(new PinnedFile(name, Hash(bytes)), null, damaged, whole);

        Assert.Equal(Path.Combine(whole, name), found);
    }

    [Theory]
    [InlineData("images.gz")]
    [InlineData("images.tgz")]
    public void An_archive_may_also_be_known_by_its_own_bytes(string name)
    {
        var (fast, small) = (Gzip.Compress(Content), Gzip.Compress([1, 2, 4]));
        folder.Folder("source");
        folder.Write(Path.Combine("source", name), fast);

        var found = Find(new PinnedFile(name, Hash(fast), HashOf.File), null, folder.File("source"));

        Assert.Equal(folder.File(Path.Combine("source", name)), found);
        Assert.Throws<InvalidDataException>(() =>
            Find(new PinnedFile(name, Hash(small), HashOf.File), null, folder.File("source"))
        );
    }

    [Fact]
    public void After_a_refusal_and_wrong_content_the_third_server_wins()
    {
        using var server = new LoopbackServer(request =>
            request.Path switch
            {
                "/a/images" => new(404, [], []),
                "/b/images" => new(200, [], [9]),
                _ => new(200, [], Content),
            }
        );

        var found = Find(Pinned, server, "https://a.example/a", "https://a.example/b/", "https://a.example/c");

        Assert.Equal(Content, File.ReadAllBytes(found));
        Assert.Equal(["/a/images", "/b/images", "/c/images"], server.Requests.Select(r => r.Path));
        Assert.Equal([found], Directory.GetFiles(folder.File("cache"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Every_server_is_named_with_its_reason()
    {
        using var server = new LoopbackServer(request =>
            request.Path == "/a/images" ? new(404, [], []) : new(200, [], [9])
        );

        var error = Assert.Throws<InvalidDataException>(() =>
            Find(Pinned, server, "https://a.example/a", "https://a.example/b", "http://a.example/c")
        );

        Assert.Contains("https://a.example/a: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("404", error.Message, StringComparison.Ordinal);
        Assert.Contains("https://a.example/b: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(Hash([9]), error.Message, StringComparison.Ordinal);
        Assert.Contains("http://a.example/c/images is no https:// address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_downloaded_before_is_not_downloaded_again()
    {
        using var server = new LoopbackServer(_ => new(200, [], Content));
        var first = Find(Pinned, server, "https://a.example/a");

        Assert.Equal(first, Find(Pinned, server, "https://a.example/a"));
        Assert.Single(server.Requests);

        File.WriteAllBytes(first, [9]);
        Assert.Equal(Content, File.ReadAllBytes(Find(Pinned, server, "https://a.example/a")));
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

    private string Find(params string[] sources) => Find(Pinned, null, sources);

    private string Find(PinnedFile file, LoopbackServer? server, params string[] sources) =>
        new SourceFiles(sources, folder.File("cache"), server?.Handler).Find(file, CancellationToken.None);

    private string Source(string name, byte[] content)
    {
        var path = folder.Folder(name);
        folder.Write(Path.Combine(name, Name), content);
        return path;
    }
}
