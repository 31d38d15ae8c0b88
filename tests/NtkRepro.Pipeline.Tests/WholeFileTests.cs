namespace NtkRepro.Pipeline.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whole-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_written_anew_and_nothing_stays_beside_it()
    {
        var path = Path.Combine(_folder, "plan.json");
        WholeFile.Write(path, "a longer text");
        WholeFile.Write(path, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_leads_to_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        var (path, link) = (Path.Combine(_folder, "plan.json"), Path.Combine(_folder, "link.json"));
        WholeFile.Write(path, "old");
        File.CreateSymbolicLink(link, "plan.json");
        WholeFile.Write(link, "new");

        Assert.Equal("plan.json", new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void What_is_no_regular_file_is_written_to_and_not_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the device is Linux's");
        var failure = Assert.Throws<IOException>(() => WholeFile.Write("/dev/full", "x"));

        Assert.Contains("/dev/full", failure.Message);
        Assert.False(File.GetAttributes("/dev/full").HasFlag(FileAttributes.ReparsePoint));
        WholeFile.Write("/dev/null", "x");
    }
}
