using NtkRepro.Reporting.Inserted;

namespace NtkRepro.Reporting.Tests;

public sealed class InsertedTextTests
{
    [Fact]
    public void What_stands_between_the_marks_is_what_the_query_says()
    {
        const string page = "a <!--= one x -->old<!--=--> b\n<!--= two -->\nold\ntable\n<!--=-->\n<!-- a comment -->";

        var filled = InsertedText.Fill(page, query => query == "one x" ? "1" : "| 2 |\n| 3 |");

        Assert.Equal("a <!--= one x -->1<!--=--> b\n<!--= two -->\n| 2 |\n| 3 |\n<!--=-->\n<!-- a comment -->", filled);
        Assert.Equal(filled, InsertedText.Fill(filled, query => query == "one x" ? "1" : "| 2 |\n| 3 |"));
    }

    [Fact]
    public void A_query_without_an_answer_is_named_with_its_line()
    {
        var mistake = Assert.Throws<FormatException>(() =>
            InsertedText.Fill("a\nb <!--= verdict --><!--=-->", new ReferenceNumbers("nowhere").Answer)
        );

        Assert.StartsWith(
            "line 2: 'verdict': no such query; there are verdicts, ",
            mistake.Message,
            StringComparison.Ordinal
        );
    }
}
