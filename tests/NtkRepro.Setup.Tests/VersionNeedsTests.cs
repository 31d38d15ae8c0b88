namespace NtkRepro.Setup.Tests;

/// <summary>Versions that the system lacks are marked as weak, where that is safe.</summary>
public sealed class VersionNeedsTests : IDisposable
{
    private const string System = "libstdc++.so.6";

    private readonly SetupFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_lacking_version_that_nothing_uses_becomes_weak_and_no_other_byte_changes()
    {
        var image = Library(markIsUsed: false);
        var before = image.Write();
        var path = folder.Write("library.so", before);

        Adapt(path, "GLIBCXX_3.4");

        var after = File.ReadAllBytes(path);
        var changed = Enumerable.Range(0, before.Length).Where(at => before[at] != after[at]);
        Assert.Equal([image.FlagPlaces["GLIBCXX_3.4.32"]], changed.Select(at => (long)at));
        Assert.Equal(2, after[image.FlagPlaces["GLIBCXX_3.4.32"]]);
        Assert.Equal(before.Length, after.Length);
    }

    [Fact]
    public void A_library_whose_versions_are_all_there_stays_as_it_is()
    {
        var before = Library(markIsUsed: true).Write();
        var path = folder.Write("library.so", before);

        Adapt(path, "GLIBCXX_3.4", "GLIBCXX_3.4.32");

        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_lacking_version_that_is_weak_already_is_not_missing() =>
        Assert.Empty(
            VersionNeeds.Missing(
                Read(new ElfImage { Library = System, Needs = [("NEW", 2)] }),
                _ => Offering("GLIBCXX_3.4")
            )
        );

    [Fact]
    public void Of_a_library_that_is_not_known_nothing_is_missing() =>
        Assert.Empty(VersionNeeds.Missing(Read(new ElfImage { Needs = [("NEW", 0)] }), _ => null));

    [Fact]
    public void Of_a_library_without_versions_nothing_is_missing() =>
        Assert.Empty(VersionNeeds.Missing(Read(new ElfImage { Needs = [("NEW", 0)] }), _ => Offering()));

    [Fact]
    public void A_lacking_version_in_use_is_refused_by_library_version_symbol_and_remedy()
    {
        var before = Library(markIsUsed: true).Write();
        var path = folder.Write("library.so", before);

        var error = Assert.Throws<SetupException>(() => Adapt(path, "GLIBCXX_3.4"));

        Assert.Equal(
            "library.so needs GLIBCXX_3.4.32 of libstdc++.so.6, which this system's lacks, for _ZSt21ios_base_library_initv. "
                + "Debian 13, Ubuntu 24.04 or any system with GCC 13.2 or newer has it.",
            error.Message
        );
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    // The first could be weakened; it is not, for the second cannot.
    [Fact]
    public void Nothing_is_written_where_one_of_several_is_in_use()
    {
        var image = new ElfImage
        {
            Library = System,
            Needs = [("MARK", 0), ("USED", 0)],
            Imports = [new Import("a", "USED", IsUsed: true), new Import("b", "USED", IsUsed: true)],
        };
        var before = image.Write();
        var path = folder.Write("library.so", before);

        var error = Assert.Throws<SetupException>(() => Adapt(path, "GLIBCXX_3.4"));

        Assert.Contains("for a and 1 more.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    // What the build does on Debian 12.
    [Fact]
    public void TorchSharps_library_loads_without_its_mark_on_a_system_that_ends_at_3_4_30()
    {
        var path = folder.At("library.so");
        File.Copy(SetupFolder.TorchSharpLibrary, path);
        var before = ElfFile.Read(path);
        var old = before.Needs.Where(need => need.Library == System && need.Version != "GLIBCXX_3.4.32");

        Adapt(path, [.. old.Select(need => need.Version)]);

        var weak = ElfFile.Read(path).Needs.Where(need => need.IsWeak).Select(need => need.Version);
        Assert.Equal(["GLIBCXX_3.4.32"], weak.Except(before.Needs.Where(n => n.IsWeak).Select(n => n.Version)));
    }

    private static ElfImage Library(bool markIsUsed) =>
        new()
        {
            Library = System,
            Needs = [("GLIBCXX_3.4", 0), ("GLIBCXX_3.4.32", 0)],
            Imports =
            [
                new Import("_ZNSolsEi", "GLIBCXX_3.4", IsUsed: true),
                new Import("_ZSt21ios_base_library_initv", "GLIBCXX_3.4.32", markIsUsed),
            ],
        };

    private void Adapt(string path, params string[] offered)
    {
        var library = ElfFile.Read(path);
        var system = Offering(offered);
        VersionNeeds.Weaken(path, library, VersionNeeds.Missing(library, name => name == System ? system : null));
    }

    private ElfFile Offering(params string[] versions) => Read(new ElfImage { Offers = versions });

    private ElfFile Read(ElfImage image) => ElfFile.Read(folder.Write("read.so", image.Write()));
}
