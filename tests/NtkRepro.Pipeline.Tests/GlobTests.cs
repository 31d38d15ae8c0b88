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

    // The text between ‹ and › stands for a value.
    [Theory]
    [InlineData("‹wide-resnet›.cs", "WideResNet.cs", true)]
    [InlineData("‹wide-resnet›.cs", "wide_resnet.cs", true)]
    [InlineData("‹wideresnet›.cs", "Wide.Res-Net.cs", true)]
    [InlineData("‹resnet-20›.cs", "ResNet20.cs", true)]
    [InlineData("‹resnet-20›.cs", "ResNet2.cs", false)]
    [InlineData("‹cnn›.cs", "Cnn.CS", false)]
    [InlineData("‹cnn›.cs", "Cnn-.cs", false)]
    [InlineData("‹cnn›.cs", "-cnn.cs", false)]
    [InlineData("‹cnn›.cs", "CnnHalf.cs", false)]
    [InlineData("‹cnn›*.cs", "CnnHalf.cs", true)]
    [InlineData("*‹cnn›.cs", "HalfCnn.cs", true)]
    [InlineData("‹cnn›?.cs", "Cnn2.cs", true)]
    [InlineData("‹a.›.cs", "A..cs", true)]
    [InlineData("‹a.›.cs", "A.cs", true)]
    [InlineData("‹-1›.cs", "1.cs", true)]
    [InlineData("‹-1›.cs", "-1.cs", true)]
    [InlineData("‹a+b›.cs", "A+B.cs", true)]
    [InlineData("‹a›-‹b›.cs", "A-B.cs", true)]
    [InlineData("‹a›-‹b›.cs", "AB.cs", false)]
    [InlineData("Net‹a›/**/*.cs", "NetA/x/y.cs", true)]
    [InlineData("Net‹a›/**/*.cs", "neta/x/y.cs", false)]
    [InlineData("‹cs›.cs", "C.S.cs", true)]
    [InlineData("x/‹a›", "x/A/b", false)]
    public void A_value_is_found_in_any_case_and_with_or_without_separators(string marked, string path, bool isMatch)
    {
        var isLoose = new List<bool>();
        var (text, isInside) = ("", false);
        foreach (var c in marked)
        {
            if (c is '‹' or '›')
            {
                isInside = c == '‹';
                continue;
            }

            text += c;
            isLoose.Add(isInside);
        }

        var glob = Glob.Parse(text, isLoose);
        Assert.Equal(isMatch, glob.Matches(path));
        Assert.True(!isMatch || Glob.Parse(glob.Wider).Matches(path));
    }

    [Theory]
    [InlineData("a??.cs", "a*.cs")]
    [InlineData("a/**/?*.cs", "a/**/*.cs")]
    [InlineData("a.cs", "a.cs")]
    public void A_wider_pattern_has_no_doubled_wildcards(string pattern, string wider) =>
        Assert.Equal(wider, Glob.Parse(pattern).Wider);

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
