using System.Text.Encodings.Web;
using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>Writes and reads manifests.</summary>
internal static class ManifestJson
{
    private static readonly JsonWriterOptions s_indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The manifest as UTF-8, its check last.</summary>
    public static byte[] Write(Manifest manifest)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_indented))
        {
            Write(json, manifest);
        }

        return ManifestCheck.Add(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void Write(Utf8JsonWriter json, Manifest manifest)
    {
        json.WriteStartObject();
        json.WriteString("key", manifest.Key);
        json.WriteString("stage", manifest.Stage);
        json.WriteString("instance", manifest.Instance);
        json.WritePropertyName("record");
        json.WriteRawValue(manifest.Record);
        json.WriteStartArray("outputs");
        foreach (var output in manifest.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("path", output.Path);
            json.WriteString("sha256", output.Sha256);
            json.WriteNumber("size", output.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("engine", manifest.Engine);
        json.WriteString("host", manifest.Host);
        json.WriteNumber("threads", manifest.Threads);
        json.WriteString("started", manifest.Started.UtcDateTime);
        json.WriteNumber("seconds", Math.Round(manifest.Seconds, 3));
        Write(json, manifest.Portability);
        Write(json, manifest.Revision);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Portability? portability)
    {
        if (portability is null)
        {
            return;
        }

        json.WriteString("portable", portability.Holds ? "yes" : "no");
        if (portability.Caveat is not null)
        {
            json.WriteString("caveat", portability.Caveat);
        }
    }

    private static void Write(Utf8JsonWriter json, Revision? revision)
    {
        json.WriteString("commit", revision?.Commit);
        if (revision?.Changes is not { } changes)
        {
            json.WriteNull("changes");
            return;
        }

        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStringValue(change);
        }

        json.WriteEndArray();
    }

    /// <summary>Which state of the repository a manifest names; null where it names none.</summary>
    /// <exception cref="KeyNotFoundException">It has no such field.</exception>
    private static Revision? ReadRevision(JsonElement manifest) =>
        manifest.GetProperty("commit").GetString() is { } commit
            ? new Revision(
                commit,
                // Manifests from before they were noted have none.
                manifest.TryGetProperty("changes", out var changes)
                && changes.ValueKind == JsonValueKind.Array
                    ? [.. changes.EnumerateArray().Select(c => c.GetString()!)]
                    : null
            )
            : null;

    /// <summary>The manifest, or null when the text is none, differs from what was written, or its record does not hash to its key.</summary>
    public static Manifest? Read(byte[] text, string key)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            var record = json.GetProperty("record").GetRawText();
            if (
                !ManifestCheck.IsRight(text)
                || json.GetProperty("key").GetString() != key
                || KeyRecord.Hash(record) != key
            )
            {
                return null;
            }

            return new Manifest
            {
                Key = key,
                Stage = json.GetProperty("stage").GetString()!,
                Instance = json.GetProperty("instance").GetString()!,
                Record = record,
                Outputs = [.. json.GetProperty("outputs").EnumerateArray().Select(ReadFile)],
                Engine = json.GetProperty("engine").GetString()!,
                Host = json.GetProperty("host").GetString()!,
                Threads = json.GetProperty("threads").GetInt32(),
                Started = json.GetProperty("started").GetDateTimeOffset(),
                Seconds = json.GetProperty("seconds").GetDouble(),
                Portability = json.TryGetProperty("portable", out var portable)
                    ? new Portability(
                        portable.GetString() == "yes",
                        json.TryGetProperty("caveat", out var caveat) ? caveat.GetString() : null
                    )
                    : null,
                Revision = ReadRevision(json),
            };
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static StoredFile ReadFile(JsonElement json)
    {
        var path = json.GetProperty("path").GetString() ?? "";
        return Glob.Problem(path) is null
            ? new StoredFile(path, json.GetProperty("sha256").GetString() ?? "", json.GetProperty("size").GetInt64())
            : throw new FormatException($"'{path}' is no path of an output");
    }
}
