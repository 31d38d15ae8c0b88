using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace NtkRepro.Data.Sources;

/// <summary>Downloads one file over HTTPS, going on where an earlier attempt, of this process or another, stopped.</summary>
/// <remarks>
/// What has come lies in <c>name.part</c> until it is whole, and what the server calls that version of the file (ETag or
/// Last-Modified) in <c>name.part.version</c>. A part is continued only when the server says that it is the same version, or,
/// of a server that names none, when the size is the one expected. A server that ignores ranges sends all again.
/// </remarks>
public static class Download
{
    /// <summary>The most bytes that are taken where the size is not known beforehand.</summary>
    public const long MaxBytes = 1L << 30;

    // A connection that breaks is tried again as long as each attempt brings something.
    private const int MaxAttempts = 20;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>Downloads a file and moves it to <paramref name="target"/> once it is whole.</summary>
    /// <param name="address">An https:// address. A redirection to another scheme is not followed.</param>
    /// <param name="target">Where the file goes; the parts lie beside it.</param>
    /// <param name="bytes">The size that the file must have; 0 where it is not known.</param>
    /// <param name="handler">What answers; the network where it is null.</param>
    /// <param name="cancellation">Keeps the part.</param>
    /// <exception cref="HttpRequestException">The server refuses, or cannot be reached.</exception>
    /// <exception cref="InvalidDataException">The file is not of the size that it must have, or the address not https.</exception>
    /// <exception cref="IOException">The connection broke, or was silent for a minute, without bringing anything.</exception>
    public static void Fetch(
        Uri address,
        string target,
        long bytes,
        HttpMessageHandler? handler,
        CancellationToken cancellation
    )
    {
        if (address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidDataException($"{address} is no https:// address");
        using var client = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        client.Timeout = Timeout.InfiniteTimeSpan;
        var part = new Part(target, bytes);
        for (var attempt = 1; ; attempt++)
        {
            var before = part.Length;
            try
            {
                if (Attempt(client, address, part, cancellation).GetAwaiter().GetResult())
                    break;
                if (before == 0)
                    throw new InvalidDataException($"{address}: the server sends a part that was not asked for");
            }
            catch (InvalidDataException)
            {
                // What has come is of no use to anyone.
                part.Empty();
                throw;
            }
            catch (Exception error)
                when (error is IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                if (attempt == MaxAttempts || part.Length <= before)
                    throw Broken(address, part, error);
            }
        }
        File.Move(part.Path, target, overwrite: true);
        part.Forget();
    }

    private static IOException Broken(Uri address, Part part, Exception error)
    {
        var why = error is OperationCanceledException ? "the server fell silent" : error.Message;
        return new IOException($"{address}: broke off after {part.Length} bytes, which are kept: {why}", error);
    }

    // Whether the part is now whole; if not, it has been emptied and the next attempt begins anew.
    private static async Task<bool> Attempt(HttpClient client, Uri address, Part part, CancellationToken cancellation)
    {
        if (part.Expected > 0 && part.Length == part.Expected)
            return true;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(Silence);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        part.Ask(request);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && part.Length > 0)
        {
            // A process killed between the last byte and the move leaves a part that is the whole file.
            if (part.Expected == 0 && response.Content.Headers.ContentRange?.Length == part.Length)
                return true;
            part.Empty();
            return false;
        }
        response.EnsureSuccessStatusCode();
        if (!part.Fits(response))
        {
            part.Empty();
            return false;
        }
        await Copy(response, part, address, silence);
        return true;
    }

    private static async Task Copy(
        HttpResponseMessage response,
        Part part,
        Uri address,
        CancellationTokenSource silence
    )
    {
        var bound = part.Expected > 0 ? part.Expected : MaxBytes;
        var announced = response.Content.Headers.ContentLength is { } more ? part.Length + more : (long?)null;
        if (announced > bound)
            throw TooLong(address, part, announced.Value);
        await using var source = await response.Content.ReadAsStreamAsync(silence.Token);
        await using var file = new FileStream(part.Path, FileMode.Append, FileAccess.Write);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await source.ReadAsync(buffer, silence.Token)) > 0)
        {
            if (file.Length + read > bound)
                throw TooLong(address, part, file.Length + read);
            await file.WriteAsync(buffer.AsMemory(0, read), silence.Token);
            silence.CancelAfter(Silence);
        }
        if (part.Expected > 0 && file.Length < part.Expected)
        {
            throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{address}: the file has {file.Length} bytes; {part.Expected} are right"
                )
            );
        }
        file.Flush(flushToDisk: true);
    }

    private static InvalidDataException TooLong(Uri address, Part part, long length)
    {
        var right = part.Expected > 0 ? $"{part.Expected} are right" : $"at most {MaxBytes} are right";
        return new InvalidDataException($"{address}: the file has {length} bytes or more; {right}");
    }

    /// <summary>What has come so far.</summary>
    private sealed class Part(string target, long expected)
    {
        public string Path { get; } = target + ".part";

        public long Expected { get; } = expected;

        public long Length => File.Exists(Path) ? new FileInfo(Path).Length : 0;

        private string VersionPath => Path + ".version";

        /// <summary>Asks for what is missing.</summary>
        public void Ask(HttpRequestMessage request)
        {
            var version = File.Exists(VersionPath) ? File.ReadAllText(VersionPath) : "";
            if (Length > Expected && Expected > 0)
                Empty();
            if (Length == 0 || (version.Length == 0 && Expected == 0))
            {
                Empty();
                return;
            }
            request.Headers.Range = new RangeHeaderValue(Length, to: null);
            if (RangeConditionHeaderValue.TryParse(version, out var same))
                request.Headers.IfRange = same;
        }

        /// <summary>Whether the answer goes on from here; an answer with the whole file empties the part first.</summary>
        public bool Fits(HttpResponseMessage response)
        {
            if (response.StatusCode == HttpStatusCode.PartialContent)
            {
                var range = response.Content.Headers.ContentRange;
                var isWhole = Expected == 0 || range?.Length is null || range.Length == Expected;
                return range?.From == Length && Length > 0 && isWhole;
            }
            Empty();
            File.WriteAllText(VersionPath, VersionOf(response));
            return true;
        }

        public void Empty()
        {
            File.Delete(Path);
            Forget();
        }

        public void Forget() => File.Delete(VersionPath);

        // A weak ETag does not promise the same bytes.
        private static string VersionOf(HttpResponseMessage response) =>
            response.Headers.ETag is { IsWeak: false } tag ? tag.Tag
            : response.Content.Headers.LastModified is { } date ? date.ToString("R", CultureInfo.InvariantCulture)
            : "";
    }
}
