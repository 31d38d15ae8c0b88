using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NtkRepro.Reporting.Export;

/// <summary>The flat JSON-LD graph of an RO-Crate: entities that refer to each other by <c>@id</c>.</summary>
internal sealed class CrateGraph
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonArray entities = [];
    private readonly Dictionary<string, JsonObject> byId = new(StringComparer.Ordinal);

    /// <summary>Adds an entity, to be filled by the caller.</summary>
    /// <exception cref="InvalidOperationException">There is one of that id already.</exception>
    public JsonObject Add(string id, params string[] types)
    {
        var entity = new JsonObject
        {
            ["@id"] = id,
            ["@type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(t => (JsonNode)t)]),
        };
        if (!byId.TryAdd(id, entity))
            throw new InvalidOperationException($"the crate has '{id}' twice");
        entities.Add((JsonNode)entity);
        return entity;
    }

    /// <summary>The entity of an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public JsonObject Find(string id) => byId[id];

    /// <summary>A reference to an entity.</summary>
    public static JsonObject To(string id) => new() { ["@id"] = id };

    /// <summary>References to entities, in order.</summary>
    public static JsonArray To(IEnumerable<string> ids) => [.. ids.Select(id => (JsonNode)To(id))];

    /// <summary>The whole document.</summary>
    public string Render()
    {
        var document = new JsonObject
        {
            ["@context"] = new JsonArray(
                "https://w3id.org/ro/crate/1.1/context",
                "https://w3id.org/ro/terms/workflow-run/context"
            ),
            ["@graph"] = entities.DeepClone(),
        };
        return document.ToJsonString(Options) + "\n";
    }
}
