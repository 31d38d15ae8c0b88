using System.Text;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Tests;

public sealed class PlainFallbackTests
{
    [Theory]
    [InlineData("us-ascii", "match  x 50 % [50, inf]  + 25 % .. 31.76 x ...")]
    [InlineData("iso-8859-1", "match  x 50 % [50, inf]  + 25 % ·· 31.76 × ...")]
    public void What_a_terminal_has_no_character_for_keeps_its_meaning(string name, string expected)
    {
        var encoding = PlainFallback.Of(Encoding.GetEncoding(name));

        Assert.Equal(expected, encoding.GetString(encoding.GetBytes("match  ✗ 50 % [50, ∞]  ✓ 25 % ·· 31.76 × …")));
    }

    [Fact]
    public void The_five_verdicts_stay_five()
    {
        var encoding = PlainFallback.Of(Encoding.ASCII);
        var signs = string.Concat(Verdicts.All.Select(VerdictSymbols.Of));

        Assert.Equal(5, encoding.GetBytes(signs).Distinct().Count());
    }

    [Fact]
    public void Other_characters_are_question_marks()
    {
        var encoding = PlainFallback.Of(Encoding.ASCII);

        Assert.Equal("? ?", encoding.GetString(encoding.GetBytes("漢 😀")));
    }

    [Fact]
    public void An_encoding_of_all_characters_is_left_alone() =>
        Assert.Same(Encoding.UTF8, PlainFallback.Of(Encoding.UTF8));
}
