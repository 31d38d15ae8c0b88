namespace NtkRepro.Pipeline.Tests;

public sealed class GlobTests
{
    [Theory]
    [InlineData("a.txt", "a.txt", true)]
    [InlineData("a.txt", "b.txt", false)]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", "a/b.txt", false)]
    [InlineData("a/*.txt", "a/b.txt", true)]
    [InlineData("a/?.txt", "a/bb.txt", false)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("**/*.cs", "x.cs", true)]
    [InlineData("**/*.cs", "a/b/x.cs", true)]
    [InlineData("a/**/z/*", "a/b/z/c/z/d", true)]
    [InlineData("a/**/z/*", "a/b/z/c/y/d", false)]
    [InlineData("a/**", "a", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    public void A_pattern_matches_what_it_should(string pattern, string path, bool isMatch) =>
        Assert.Equal(isMatch, Glob.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("C:/a")]
    [InlineData("a**/b")]
    [InlineData("a\nb")]
    [InlineData("a/ b")]
    public void What_is_no_relative_path_is_refused(string pattern) => Assert.NotNull(Glob.Problem(pattern));

    [Theory]
    [InlineData("learning_rate", "lerning_rate", 1)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distances_count_edits_and_swaps(string a, string b, int distance)
    {
        Assert.Equal(distance, Suggestion.Distance(a, b));
        Assert.Equal(distance, Suggestion.Distance(b, a));
    }
}
