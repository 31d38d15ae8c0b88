using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NtkRepro.Acceptance;

/// <summary>A headless Chromium with one page, driven by its DevTools protocol (https://chromedevtools.github.io/devtools-protocol).</summary>
internal sealed partial class Chromium : IAsyncDisposable
{
    private const string Missing =
        "chromium is missing; install it with: apt-get install -y --no-install-recommends chromium";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly string profile;
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> pending = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> awaited = new(
        StringComparer.Ordinal
    );
    private readonly CancellationTokenSource closing = new();
    private Task reading = Task.CompletedTask;
    private Task draining = Task.CompletedTask;
    private string? session;
    private int last;

    private Chromium(Process process, string profile) => (this.process, this.profile) = (process, profile);

    /// <summary>What the page complained about: errors and warnings of its console, exceptions, and what could not be loaded.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>The addresses that were asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Starts the browser.</summary>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static async Task<Chromium> Start()
    {
        var folder = Directory.CreateTempSubdirectory("ntk-repro-chromium-").FullName;
        var start = new ProcessStartInfo(
            Find(),
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--remote-debugging-port=0",
                $"--user-data-dir={folder}",
                "about:blank",
            ]
        )
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var chromium = new Chromium(Process.Start(start)!, folder);
        try
        {
            await chromium.Connect();
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a method of the protocol.</summary>
    public async Task<JsonObject> Call(string method, object? parameters = null)
    {
        var id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        var message = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = JsonSerializer.SerializeToNode(parameters ?? new { }),
        };
        if (session is not null)
            message["sessionId"] = session;
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message),
            WebSocketMessageType.Text,
            endOfMessage: true,
            closing.Token
        );
        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>Opens a page and waits until it is there.</summary>
    public async Task Open(string path)
    {
        var loaded = Await("Page.loadEventFired");
        await Call("Page.navigate", new { url = new Uri(path).AbsoluteUri });
        await loaded.WaitAsync(Patience);
    }

    /// <summary>The size of the window, pixels, and the scheme or medium that the page is asked for.</summary>
    public async Task Show(int width, int height, string scheme = "light", string media = "screen")
    {
        await Call(
            "Emulation.setDeviceMetricsOverride",
            new
            {
                width,
                height,
                deviceScaleFactor = 1,
                mobile = false,
            }
        );
        await Call(
            "Emulation.setEmulatedMedia",
            new { media, features = new[] { new { name = "prefers-color-scheme", value = scheme } } }
        );
    }

    /// <summary>The value of a script's expression.</summary>
    public async Task<T> Evaluate<T>(string expression)
    {
        var answer = await Call(
            "Runtime.evaluate",
            new
            {
                expression,
                returnByValue = true,
                awaitPromise = true,
            }
        );
        return answer["exceptionDetails"] is { } failure
            ? throw new InvalidOperationException(failure.ToJsonString())
            : answer["result"]!["value"].Deserialize<T>()!;
    }

    /// <summary>Moves the pointer.</summary>
    public Task Point(double x, double y) =>
        Call(
            "Input.dispatchMouseEvent",
            new
            {
                type = "mouseMoved",
                x,
                y,
            }
        );

    /// <summary>Presses a key, such as <c>ArrowRight</c>.</summary>
    public async Task Press(string key)
    {
        await Call("Input.dispatchKeyEvent", new { type = "keyDown", key });
        await Call("Input.dispatchKeyEvent", new { type = "keyUp", key });
    }

    /// <summary>A picture of the window, or of the whole page, as PNG.</summary>
    public async Task<byte[]> Picture(bool whole)
    {
        var answer = await Call("Page.captureScreenshot", new { format = "png", captureBeyondViewport = whole });
        return Convert.FromBase64String((string)answer["data"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await reading;
        await draining;
        process.Dispose();
        socket.Dispose();
        closing.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(Missing);

    private async Task Connect()
    {
        await socket.ConnectAsync(await Address(), closing.Token);
        reading = Task.Run(Read);
        // What the browser goes on to say must be read, or it waits for that.
        draining = process.StandardError.ReadToEndAsync();
        var target = await Call("Target.createTarget", new { url = "about:blank" });
        var attached = await Call(
            "Target.attachToTarget",
            new { targetId = (string)target["targetId"]!, flatten = true }
        );
        session = (string)attached["sessionId"]!;
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
            await Call($"{domain}.enable");
    }

    // The browser says it among its first lines.
    private async Task<Uri> Address()
    {
        using var patience = new CancellationTokenSource(Patience);
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new Uri(match.Groups["address"].Value);
            said.Add(line);
        }
        throw new InvalidOperationException($"chromium ended: {string.Join('\n', said)}");
    }

    private Task<JsonObject> Await(string method) =>
        awaited.GetOrAdd(method, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async Task Read()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), closing.Token);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                if (message.Length > 0)
                    Take(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length))!.AsObject());
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The browser is gone; whoever still waits for an answer is told.
        }
        foreach (var waiting in pending.Values)
            waiting.TrySetException(new InvalidOperationException("chromium ended before it answered"));
    }

    private void Take(JsonObject message)
    {
        if (message["id"] is { } id)
        {
            if (!pending.TryRemove((int)id, out var answer))
                return;
            if (message["error"] is { } error)
                answer.SetException(new InvalidOperationException(error.ToJsonString()));
            else
                answer.SetResult(message["result"]!.DeepClone().AsObject());
            return;
        }
        var (method, content) = ((string)message["method"]!, message["params"]!.AsObject());
        if (awaited.TryRemove(method, out var happened))
            happened.SetResult(content.DeepClone().AsObject());
        if (method == "Network.requestWillBeSent")
            Requests.Enqueue((string)content["request"]!["url"]!);
        else if (IsComplaint(method, content))
            Complaints.Enqueue($"{method}: {content.ToJsonString()}");
    }

    private static bool IsComplaint(string method, JsonObject content) =>
        method switch
        {
            "Runtime.exceptionThrown" or "Network.loadingFailed" => true,
            "Runtime.consoleAPICalled" => (string?)content["type"] is "error" or "warning" or "assert",
            "Log.entryAdded" => (string?)content["entry"]!["level"] is "error" or "warning",
            _ => false,
        };

    [GeneratedRegex(@"DevTools listening on (?<address>ws://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
