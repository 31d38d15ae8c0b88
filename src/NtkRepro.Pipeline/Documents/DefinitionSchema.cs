using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NtkRepro.Pipeline;

/// <summary>
/// Writes the JSON Schema (draft-07) of a definition for editors: what the parameter records and the definition's own grammar allow,
/// with help, units, bounds and choices.
/// </summary>
/// <remarks>
/// It accepts what the engine accepts, but for odd spellings (a number as a text, <c>a_b</c> for the choice <c>a-b</c>). It refuses less: what depends on
/// several places at once, such as an axis of an input or the name of a dataset, is left to the engine.
/// </remarks>
public static class DefinitionSchema
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented JSON, ending in a line feed; the same for the same program.</summary>
    /// <param name="parameterType">The record that <c>parameters</c> is bound to.</param>
    /// <param name="stages">The names of the stages that the program has.</param>
    /// <exception cref="InvalidOperationException">The parameter record is itself at fault.</exception>
    public static string Render(Type parameterType, IEnumerable<string> stages) =>
        Build(SchemaBuilder.Build(parameterType), [.. stages]).ToJsonString(s_options) + "\n";

    private static JsonObject Build(RecordSchema parameters, IReadOnlyList<string> stages) =>
        new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Pipeline definition",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = Json.Array(["parameters", "stages"]),
            ["properties"] = new JsonObject
            {
                ["name"] = new JsonObject { ["description"] = "The pipeline's name", ["type"] = "string" },
                ["parameters"] = ValueSchema.Whole.Of(parameters, "The parameters, before any preset lies over them"),
                ["presets"] = new JsonObject
                {
                    ["description"] =
                        "Overlays of parameters by name: maps merge, other values replace. 'default' is used when none is named; 'extends' lays a preset over another",
                    ["type"] = Json.Array(["object", "null"]),
                    ["propertyNames"] = new JsonObject { ["pattern"] = ValueSchema.NamePattern },
                    ["additionalProperties"] = Preset(parameters),
                },
                ["executors"] = ExecutorSchema.Map(stages),
                ["stages"] = StageSchema.Map(stages),
            },
            ["definitions"] = new JsonObject { ["stage"] = StageSchema.One(parameters, stages) },
        };

    private static JsonObject Preset(RecordSchema parameters)
    {
        var preset = ValueSchema.Overlay.Of(parameters, "What this preset changes");
        preset["properties"]!
            .AsObject()
            .Insert(
                0,
                PresetExtensions.Key,
                new JsonObject
                {
                    ["description"] = "The preset that this one lies over",
                    ["type"] = "string",
                    ["pattern"] = ValueSchema.NamePattern,
                }
            );
        return preset;
    }
}

/// <summary>Small pieces of JSON.</summary>
internal static class Json
{
    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}
