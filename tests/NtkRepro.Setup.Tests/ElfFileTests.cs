namespace NtkRepro.Setup.Tests;

public sealed class ElfFileTests : IDisposable
{
    private readonly SetupFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Needed_and_offered_versions_are_read_in_their_order()
    {
        var library = Read(
            new ElfImage
            {
                Library = "libstdc++.so.6",
                Needs = [("GLIBCXX_3.4", 0), ("CXXABI_1.3", 2)],
                Offers = ["libmine.so", "MINE_1", "MINE_2"],
            }
        );

        Assert.Equal(
            [("libstdc++.so.6", "GLIBCXX_3.4", false), ("libstdc++.so.6", "CXXABI_1.3", true)],
            library.Needs.Select(need => (need.Library, need.Version, need.IsWeak))
        );
        Assert.Equal(["libmine.so", "MINE_1", "MINE_2"], library.Offers);
    }

    [Fact]
    public void Only_symbols_to_which_a_relocation_refers_are_in_use()
    {
        var library = Read(
            new ElfImage
            {
                Needs = [("V1", 0), ("V2", 0), ("V3", 0)],
                Imports =
                [
                    new Import("b", "V2", IsUsed: true),
                    new Import("mark", "V1", IsUsed: false),
                    new Import("a", "V2", IsUsed: true),
                    new Import("plain", null, IsUsed: true),
                ],
            }
        );

        Assert.Equal([0, 2, 0], library.Needs.Select(need => library.SymbolsInUse(need).Count));
        Assert.Equal(["b", "a"], library.SymbolsInUse(library.Needs[1]));
    }

    [Fact]
    public void What_others_must_offer_without_a_version_is_told_in_order()
    {
        var library = Read(
            new ElfImage
            {
                Needs = [("V1", 0)],
                Imports =
                [
                    new Import("later", null, IsUsed: true),
                    new Import("versioned", "V1", IsUsed: true),
                    new Import("earlier", null, IsUsed: false),
                ],
            }
        );

        Assert.Equal(["earlier", "later"], library.Undefined);
    }

    [Fact]
    public void A_library_that_needs_and_offers_nothing_is_read()
    {
        var library = Read(new ElfImage());

        Assert.Empty(library.Needs);
        Assert.Empty(library.Offers);
    }

    // As `readelf -V` and `readelf -r` show them.
    [Fact]
    public void The_mark_in_TorchSharps_library_is_used_by_no_relocation()
    {
        var library = ElfFile.Read(SetupFolder.TorchSharpLibrary);

        var mark = Assert.Single(library.Needs, need => need.Version == "GLIBCXX_3.4.32");
        Assert.Equal("libstdc++.so.6", mark.Library);
        Assert.False(mark.IsWeak);
        Assert.Empty(library.SymbolsInUse(mark));
        var oldest = Assert.Single(library.Needs, need => need.Version == "GLIBCXX_3.4");
        Assert.NotEmpty(library.SymbolsInUse(oldest));
    }

    [Fact]
    public void The_systems_library_is_found_by_the_name_that_others_need_it_by()
    {
        var library = SystemLibraries.Find("libstdc++.so.6");

        Assert.Equal("libstdc++.so.6", library!.Offers[0]);
        Assert.Contains("GLIBCXX_3.4", library.Offers);
        Assert.Null(SystemLibraries.Find("libnobodyhasthis.so.7"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("seed,accuracy\n")]
    [InlineData("MZ this is a program for another system, and long enough for the header of a library")]
    public void What_is_no_library_is_refused_by_its_path(string text)
    {
        var path = folder.Write("library.so", System.Text.Encoding.ASCII.GetBytes(text));

        var error = Assert.Throws<InvalidDataException>(() => ElfFile.Read(path));

        Assert.StartsWith($"{path} is no 64-bit little-endian ELF file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_cut_off_anywhere_is_refused_by_its_path()
    {
        var bytes = Versioned().Write();

        for (var length = 0; length < bytes.Length; length++)
            AssertRefused(bytes[..length]);
    }

    [Fact]
    public void A_damaged_library_is_read_or_refused()
    {
        var bytes = Versioned().Write();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var mask in (byte[])[0x01, 0x40, 0x80, 0xFF])
            {
                bytes[at] ^= mask;
                var path = folder.Write("library.so", bytes);
                bytes[at] ^= mask;
                var error = Record.Exception(() =>
                {
                    var library = ElfFile.Read(path);
                    return library.Needs.Select(library.SymbolsInUse).ToList();
                });
                Assert.True(error is null or InvalidDataException, error?.ToString());
                Assert.True(error is null || error.Message.StartsWith(path, StringComparison.Ordinal), error?.Message);
            }
        }
    }

    private static ElfImage Versioned() =>
        new()
        {
            Needs = [("V1", 0), ("V2", 0)],
            Imports = [new Import("a", "V1", IsUsed: true), new Import("b", "V2", IsUsed: false)],
            Offers = ["libmine.so", "MINE_1"],
        };

    private ElfFile Read(ElfImage image) => ElfFile.Read(folder.Write("library.so", image.Write()));

    private void AssertRefused(byte[] bytes)
    {
        var path = folder.Write("library.so", bytes);
        var error = Assert.Throws<InvalidDataException>(() => ElfFile.Read(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }
}
