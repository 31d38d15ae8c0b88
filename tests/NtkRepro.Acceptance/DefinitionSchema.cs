using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using NtkRepro.Reporting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NtkRepro.Acceptance;

/// <summary>The committed pipeline.schema.json in a validator that shares no code with us, JsonSchema.Net.</summary>
internal static class DefinitionSchema
{
    private static readonly JsonSchema Schema = JsonSchema.FromFile(
        Path.Combine(Repository.Root, GeneratedFiles.Schema)
    );
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    /// <summary>What the schema refuses in a definition: for each refusal its place, the keyword and the validator's words.</summary>
    public static IReadOnlyList<string> Refusals(string yaml)
    {
        var document = new YamlStream();
        document.Load(new StringReader(yaml));
        var definition = JsonSerializer.SerializeToElement(Json(document.Documents[0].RootNode));
        var result = Schema.Evaluate(definition, Options);
        return result.IsValid
            ? []
            :
            [
                .. from detail in result.Details!
                from error in detail.Errors ?? []
                select $"{detail.InstanceLocation} {Keyword(error.Key, detail)}: {error.Value}",
            ];
    }

    // Where a schema is just `false`, the keyword is the one that holds it.
    private static string Keyword(string name, EvaluationResults detail) =>
        name.Length > 0 ? name : detail.EvaluationPath.ToString().Split('/')[^1];

    // YAML 1.2's core schema: a plain scalar is what it looks like.
    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(pair =>
                    KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value))
                )
            ),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } => Plain(text!),
            _ => JsonValue.Create(((YamlScalarNode)node).Value!),
        };

    private static JsonValue? Plain(string text) =>
        text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                JsonValue.Create(whole),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
}
