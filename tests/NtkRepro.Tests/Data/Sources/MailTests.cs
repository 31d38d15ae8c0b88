using System.Text;
using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class MailTests
{
    [Fact]
    public void Of_the_headers_the_subject_alone_is_kept() =>
        Assert.Equal(
            " Hello\nbody\nSubject: in the body\n",
            Kept("From x\nReceived: by y\n\tfor z\nsubject: Hello\nX-Spam-Status: Yes\n\nbody\nSubject: in the body\n")
        );

    [Fact]
    public void A_subject_goes_on_in_lines_that_begin_with_white_space() =>
        Assert.Equal(" one\n two\n\tthree\nbody", Kept("Subject: one\n two\n\tthree\nTo: x\n four\n\nbody"));

    [Fact]
    public void Lines_may_end_in_carriage_return_and_line_feed() =>
        Assert.Equal(" one\r\nbody\r\n", Kept("To: x\r\nSubject: one\r\n\r\nbody\r\n"));

    [Theory]
    [InlineData("", "")]
    [InlineData("To: x", "")]
    [InlineData("To: x\n\n", "")]
    [InlineData("\nbody", "body")]
    [InlineData("Subject:", "")]
    public void A_part_may_be_missing(string mail, string kept) => Assert.Equal(kept, Kept(mail));

    private static string Kept(string mail) =>
        Encoding.UTF8.GetString(Mail.SubjectAndBody(Encoding.UTF8.GetBytes(mail)));
}
