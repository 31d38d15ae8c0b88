using System.Formats.Tar;
using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class TarArchiveTests : IDisposable
{
    private const long Plenty = 1 << 20;
    private static readonly byte[] Noise = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i % 251))];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Only_the_members_asked_for_are_handed_out_in_the_order_of_the_archive()
    {
        var path = Write(Archives.Pack(("a/two", [2, 2]), ("a/skipped", Noise), ("a/one", [1]), ("a/none", [])));

        var read = Read(path, name => name == "a/skipped" ? null : 10);

        Assert.Equal(["a/two", "a/one", "a/none"], read.Select(m => m.Name));
        Assert.Equal(
            [
                [2, 2],
                [1],
                [],
            ],
            read.Select(m => m.Content)
        );
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a\\..\\outside")]
    [InlineData("/etc/passwd")]
    [InlineData("\\share\\file")]
    [InlineData("C:\\file")]
    public void A_path_that_leads_out_of_the_archive_is_refused(string name) =>
        Fails(Archives.Pack((name, [1])), name, "leads out of the archive");

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    public void A_link_or_device_is_refused(TarEntryType type)
    {
        var entry = new UstarTarEntry(type, "a/special");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = "a/target";

        Fails(Archives.Pack(entry), "a/special", type.ToString());
    }

    [Fact]
    public void A_member_larger_than_it_may_be_is_refused() =>
        Fails(Archives.Pack(("a/big", new byte[11])), "a/big has 11 bytes", "at most 10");

    [Fact]
    public void An_archive_that_unpacks_to_too_much_is_refused_even_where_the_member_is_not_needed()
    {
        var path = Write(Archives.Pack(("bomb", new byte[4 << 20])));

        var error = Assert.Throws<InvalidDataException>(() => Read(path, _ => null));

        Assert.Contains($"more than {Plenty} bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_cut_off_anywhere_is_reported_as_truncated()
    {
        // The last bytes are the end of the compressed stream and its check sum: with them no content is lost.
        const int trailer = 20;
        var whole = Archives.Pack(("a/one", Noise), ("a/two", [1, 2, 3]));
        for (var length = 0; length < whole.Length - trailer; length++)
            Fails(whole[..length], "truncated");
    }

    [Fact]
    public void A_tar_cut_off_inside_a_member_is_truncated_though_its_gzip_is_whole() =>
        Fails(Gzip.Compress(Archives.Tar(Archives.File("a/one", Noise))[..2000]), "truncated");

    [Fact]
    public void A_file_that_is_no_archive_is_reported_as_damaged() => Fails(Noise, "damaged");

    private void Fails(byte[] archive, params string[] parts)
    {
        var path = Write(archive);

        var error = Assert.Throws<InvalidDataException>(() => Read(path, name => name == "a/big" ? 10 : 10_000));

        Assert.All(parts.Append(path), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private string Write(byte[] archive) => folder.Write("archive.tar.gz", archive);

    private static List<(string Name, byte[] Content)> Read(string path, Func<string, long?> limit)
    {
        var read = new List<(string, byte[])>();
        TarArchive.Read(path, limit, Plenty, (name, content) => read.Add((name, content)));
        return read;
    }
}
