using System.Text.Json.Nodes;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Export;

/// <summary>Describes the parameters of a run: a FormalParameter each, and a PropertyValue with what it was.</summary>
internal static class CrateParameters
{
    /// <summary>Adds them to a crate.</summary>
    /// <returns>Their ids, as a parameter and as a value.</returns>
    public static IReadOnlyList<(string Parameter, string Value)> Add(CrateGraph graph, Plan plan)
    {
        var ids = new List<(string, string)>();
        foreach (var value in ParameterValue.Of(plan))
        {
            var (parameterId, valueId) = ($"#parameter-{value.Path}", $"#value-{value.Path}");
            ids.Add((parameterId, valueId));
            var json = JsonNode.Parse(value.Json);
            var parameter = graph.Add(parameterId, "FormalParameter");
            parameter["name"] = value.Path;
            parameter["additionalType"] = TypeOf(json);
            if (value.Help is not null)
                parameter["description"] = value.Help;
            if (json is JsonArray)
                parameter["multipleValues"] = "True";
            var property = graph.Add(valueId, "PropertyValue");
            property["name"] = value.Path;
            // In a flat graph an object would be a reference; a map without entries is all there is of these.
            property["value"] = json is null or JsonObject ? value.Json : json;
            property["exampleOfWork"] = CrateGraph.To(parameterId);
            if (value.Unit is not null)
                property["unitText"] = value.Unit;
        }
        return ids;
    }

    // A data type of schema.org; of a list, that of its elements.
    private static string TypeOf(JsonNode? json) =>
        json switch
        {
            JsonArray list => list.Count > 0 ? TypeOf(list[0]) : "Text",
            JsonValue value => value.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.Number => IsWhole(value) ? "Integer" : "Float",
                System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "Boolean",
                _ => "Text",
            },
            _ => "Text",
        };

    private static bool IsWhole(JsonValue value) => value.TryGetValue<long>(out _);
}
