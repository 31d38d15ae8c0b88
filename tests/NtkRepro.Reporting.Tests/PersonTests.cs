using NtkRepro.Reporting.Export;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

public sealed class PersonTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace", "#author")]
    [InlineData(
        " Ada Lovelace <https://orcid.org/0000-0000-0000-0001> ",
        "Ada Lovelace",
        "https://orcid.org/0000-0000-0000-0001"
    )]
    [InlineData("Ada Lovelace <ada@example.org>", "Ada Lovelace", "#author")]
    [InlineData("Ada Lovelace <http://example.org>", "Ada Lovelace", "#author")]
    [InlineData("<https://orcid.org/0000-0000-0000-0001>", "Unknown author", "#author")]
    [InlineData("", "Unknown author", "#author")]
    public void A_name_may_have_an_address(string text, string name, string id) =>
        Assert.Equal(new Person(id, name), Person.Parse(text));

    [Fact]
    public void The_user_of_git_is_the_author_where_nobody_is_named()
    {
        using var folder = new TemporaryFolder();
        var git = folder.Folder(".git");
        Directory.CreateDirectory(Path.Combine(git, "objects"));
        Directory.CreateDirectory(Path.Combine(git, "refs"));
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(git, "config"), "[user]\n  name = Emmy Noether\n");

        Assert.Equal(new Person("#author", "Emmy Noether"), Person.OfGit(Path.GetDirectoryName(git)!));
    }
}
