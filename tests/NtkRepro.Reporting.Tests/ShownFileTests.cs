using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

public sealed class ShownFileTests
{
    [Fact]
    public void A_link_is_there_if_what_it_leads_to_is()
    {
        using var folder = new TemporaryFolder();
        var (file, link) = (folder.File("stored.svg"), folder.File("shown.svg"));
        File.WriteAllText(file, "");
        File.CreateSymbolicLink(link, file);

        Assert.True(ShownFile.IsThere(file));
        Assert.True(ShownFile.IsThere(link));

        File.Delete(file);

        Assert.False(ShownFile.IsThere(file));
        Assert.False(ShownFile.IsThere(link));
    }
}
