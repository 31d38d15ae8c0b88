using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NtkRepro.Tests.Data.Sources;

/// <param name="Path">With the slash.</param>
/// <param name="From">Where the range that is asked for begins; null without a range.</param>
/// <param name="IfRange">The version of which a part is wanted.</param>
internal sealed record LoopbackRequest(string Path, int? From, string? IfRange);

/// <param name="Status">The status code.</param>
/// <param name="Headers">Lines, without the length.</param>
/// <param name="Body">All that is announced.</param>
/// <param name="Sent">How much of it is sent before the connection breaks.</param>
internal sealed record LoopbackReply(int Status, string[] Headers, byte[] Body, int Sent = int.MaxValue);

/// <summary>A web server on this machine, for one request on each connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<LoopbackRequest, LoopbackReply> answer;
    private readonly ConcurrentQueue<LoopbackRequest> requests = [];
    private readonly Task loop;

    public LoopbackServer(Func<LoopbackRequest, LoopbackReply> answer)
    {
        this.answer = answer;
        listener.Start();
        Handler = new ToLoopback(((IPEndPoint)listener.LocalEndpoint).Port);
        loop = Task.Run(Loop);
    }

    /// <summary>Takes all requests to this server, whatever their scheme and host.</summary>
    public HttpMessageHandler Handler { get; }

    public IReadOnlyCollection<LoopbackRequest> Requests => requests;

    public void Dispose()
    {
        listener.Stop();
        loop.Wait();
        Handler.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            try
            {
                using var client = listener.AcceptTcpClient();
                Serve(client);
            }
            catch (Exception error)
                when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (IOException)
            {
                // The client went away, as some tests mean it to.
            }
        }
    }

    private void Serve(TcpClient client)
    {
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = reader.ReadLine()!.Split(' ')[1];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { Length: > 0 } line)
            headers[line.Split(':')[0]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        int? from = headers.TryGetValue("Range", out var range)
            ? int.Parse(
                range.Replace("bytes=", "", StringComparison.Ordinal).TrimEnd('-'),
                CultureInfo.InvariantCulture
            )
            : null;
        var request = new LoopbackRequest(path, from, headers.GetValueOrDefault("If-Range"));
        requests.Enqueue(request);
        var reply = answer(request);
        string[] head =
        [
            $"HTTP/1.1 {reply.Status} x",
            "Connection: close",
            $"Content-Length: {reply.Body.Length}",
            .. reply.Headers,
        ];
        stream.Write(Encoding.ASCII.GetBytes(string.Concat(head.Select(h => h + "\r\n")) + "\r\n"));
        stream.Write(reply.Body.AsSpan(0, Math.Min(reply.Sent, reply.Body.Length)));
    }

    private sealed class ToLoopback(int port) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.RequestUri = new Uri($"http://127.0.0.1:{port}{request.RequestUri!.AbsolutePath}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
