using System.Text.Json;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Html;

/// <summary>What a stored result's manifest says of its making.</summary>
/// <param name="Commit">The git commit; null where there was none.</param>
/// <param name="Engine">The computing engine and its version.</param>
/// <param name="Host">The host.</param>
/// <param name="Threads">The engine's threads.</param>
/// <param name="Started">When it began.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record StoredManifest(
    string? Commit,
    string Engine,
    string Host,
    int Threads,
    DateTimeOffset Started,
    double Seconds
)
{
    private const string FileName = "manifest.json";

    /// <summary>Reads the manifest of an instance; null where it has none, or one that cannot be read: then the page says less.</summary>
    public static StoredManifest? Of(InstanceResult instance)
    {
        if (instance.Folder is not { } folder)
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, FileName)));
            var json = document.RootElement;
            return new StoredManifest(
                json.GetProperty("commit").GetString(),
                json.GetProperty("engine").GetString() ?? "",
                json.GetProperty("host").GetString() ?? "",
                json.GetProperty("threads").GetInt32(),
                json.GetProperty("started").GetDateTimeOffset(),
                json.GetProperty("seconds").GetDouble()
            );
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
            )
        {
            return null;
        }
    }
}
