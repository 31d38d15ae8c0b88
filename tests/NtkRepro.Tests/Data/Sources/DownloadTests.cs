using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class DownloadTests : IDisposable
{
    private static readonly Uri Address = new("https://data.example/files/images");
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i % 251))];
    private static readonly byte[] Other = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i % 13))];

    private readonly TemporaryFolder folder = new();

    private string Target => folder.File("images");

    private string Part => Target + ".part";

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_arrives_whole_and_leaves_nothing_else()
    {
        using var server = new LoopbackServer(_ => Whole(Content));

        Fetch(server);

        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
        Assert.Equal("/files/images", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public void A_connection_that_breaks_is_taken_up_again_where_it_broke()
    {
        using var server = new LoopbackServer(request => Ranged(request, Content, sent: 30_000));

        Fetch(server);

        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Null(server.Requests.First().From);
        Assert.Equal([30_000, 60_000, 90_000], server.Requests.Skip(1).Select(r => r.From!.Value));
        Assert.All(server.Requests.Skip(1), r => Assert.Equal("\"v1\"", r.IfRange));
    }

    [Fact]
    public void What_came_survives_a_failure_and_the_next_attempt_goes_on_from_there()
    {
        using (var dying = new LoopbackServer(r => Ranged(r, Content, sent: r.From is null ? 40_000 : 0)))
        {
            var error = Assert.Throws<IOException>(() => Fetch(dying));
            Assert.Contains("after 40000 bytes", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(Content[..40_000], File.ReadAllBytes(Part));
        using var server = new LoopbackServer(r => Ranged(r, Content));

        Fetch(server);

        Assert.Equal(40_000, Assert.Single(server.Requests).From);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_server_that_ignores_ranges_sends_all_again()
    {
        Left(Content[..40_000], "\"v1\"");
        using var server = new LoopbackServer(_ => Whole(Content));

        Fetch(server);

        Assert.Equal(40_000, Assert.Single(server.Requests).From);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_part_of_another_version_is_thrown_away()
    {
        Left(Other[..40_000], "\"v0\"");
        using var server = new LoopbackServer(r => Ranged(r, Content));

        Fetch(server);

        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_part_of_unknown_version_and_size_is_thrown_away()
    {
        Left(Other[..40_000], version: null);
        using var server = new LoopbackServer(r => Ranged(r, Content));

        Fetch(server);

        Assert.Null(Assert.Single(server.Requests).From);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_part_of_unknown_version_is_continued_where_the_size_is_the_one_expected()
    {
        Left(Content[..40_000], version: null);
        using var server = new LoopbackServer(r => Ranged(r, Content));

        Fetch(server, Content.Length);

        Assert.Equal(40_000, Assert.Single(server.Requests).From);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_part_that_is_whole_already_needs_no_request_where_the_size_is_known()
    {
        Left(Content, "\"v1\"");
        using var server = new LoopbackServer(r => Ranged(r, Content));

        Fetch(server, Content.Length);

        Assert.Empty(server.Requests);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_part_that_is_whole_already_is_taken_where_the_server_has_no_more()
    {
        Left(Content, "\"v1\"");
        using var server = new LoopbackServer(r => Ranged(r, Content));

        Fetch(server);

        Assert.Equal(Content.Length, Assert.Single(server.Requests).From);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Theory]
    [InlineData(99_999)]
    [InlineData(100_001)]
    public void A_file_of_another_size_than_expected_is_refused_and_not_kept(int expected)
    {
        using var server = new LoopbackServer(_ => Whole(Content));

        var error = Assert.Throws<InvalidDataException>(() => Fetch(server, expected));

        Assert.Contains($"{expected} are right", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Part));
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void A_part_that_was_not_asked_for_is_refused()
    {
        using var server = new LoopbackServer(_ => new(206, ["Content-Range: bytes 5-9/10"], new byte[5]));

        Assert.Throws<InvalidDataException>(() => Fetch(server));
    }

    [Fact]
    public void A_refusal_is_told_with_its_code()
    {
        using var server = new LoopbackServer(_ => new(404, [], []));

        var error = Assert.Throws<HttpRequestException>(() => Fetch(server));

        Assert.Contains("404", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Https_alone_is_right() =>
        Assert.Throws<InvalidDataException>(() =>
            Download.Fetch(new Uri("http://data.example/x"), Target, 0, handler: null, CancellationToken.None)
        );

    [Fact]
    public void A_stop_is_a_stop_and_keeps_what_came()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LoopbackServer(r =>
        {
            if (r.From is not null)
                stop.Cancel();
            return Ranged(r, Content, sent: 40_000);
        });

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Download.Fetch(Address, Target, 0, server.Handler, stop.Token)
        );

        Assert.Equal(Content[..40_000], File.ReadAllBytes(Part)[..40_000]);
    }

    private void Fetch(LoopbackServer server, long bytes = 0) =>
        Download.Fetch(Address, Target, bytes, server.Handler, CancellationToken.None);

    // What a killed process leaves behind.
    private void Left(byte[] part, string? version)
    {
        File.WriteAllBytes(Part, part);
        if (version is not null)
            File.WriteAllText(Part + ".version", version);
    }

    private static LoopbackReply Whole(byte[] content) => new(200, ["ETag: \"v1\""], content);

    // A server as RFC 9110 has it.
    private static LoopbackReply Ranged(LoopbackRequest request, byte[] content, int sent = int.MaxValue)
    {
        if (request.From is not { } from || request.IfRange is not (null or "\"v1\""))
            return Whole(content) with { Sent = sent };
        return from >= content.Length
            ? new(416, [$"Content-Range: bytes */{content.Length}"], [])
            : new(
                206,
                ["ETag: \"v1\"", $"Content-Range: bytes {from}-{content.Length - 1}/{content.Length}"],
                content[from..],
                sent
            );
    }
}
