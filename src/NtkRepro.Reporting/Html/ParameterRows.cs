using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NtkRepro.Reporting.Html;

/// <summary>Makes rows of the parameters of a run.</summary>
internal static class ParameterRows
{
    private const int MostItems = 8;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // What follows from other values is no parameter.
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>A row for each value that the run uses.</summary>
    /// <param name="used">The parameters in effect.</param>
    /// <param name="preset">Those of the preset alone, without settings.</param>
    /// <param name="presetName">The preset's name.</param>
    /// <param name="standard">Those of the default preset.</param>
    public static IReadOnlyList<ParameterRow> Of(
        Parameters used,
        Parameters preset,
        string presetName,
        Parameters standard
    )
    {
        var (own, of, all) = (Leaves(used), Leaves(preset), Leaves(standard));
        return [.. own.Where(leaf => IsUsed(leaf.Key, used)).Select(leaf => Row(leaf.Key, leaf.Value))];

        ParameterRow Row(string path, string value)
        {
            var without = of.GetValueOrDefault(path, "none");
            var ordinary = all.GetValueOrDefault(path, "none");
            if (value != without)
                return new ParameterRow(path, value, $"{presetName}: {without}", IsSet: true);
            return new ParameterRow(path, value, value != ordinary ? $"default: {ordinary}" : "", IsSet: false);
        }
    }

    private static bool IsUsed(string path, Parameters parameters)
    {
        var run = parameters.Run;
        var names = path.Split('.');
        return names switch
        {
            ["datasets", var dataset, ..] => run.Datasets.Contains(dataset),
            ["run", "models", var dataset, ..] => run.Datasets.Contains(dataset),
            ["models", var model, ..] => IsTrained(model),
            ["spawn", "times", var model, ..] => IsTrained(model),
            ["linearized", "times" or "controls" or "onset", var model, ..] => IsTrained(model),
            _ => true,
        };

        bool IsTrained(string model) =>
            run.Datasets.Any(d => run.Models.TryGetValue(d, out var models) && models.Contains(model));
    }

    private static Dictionary<string, string> Leaves(Parameters parameters)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("", JsonSerializer.SerializeToNode(parameters, Options));
        return leaves;

        void Add(string path, JsonNode? node)
        {
            switch (node)
            {
                case JsonObject branch:
                    foreach (var (name, part) in branch)
                        Add(path.Length == 0 ? name : $"{path}.{name}", part);
                    break;
                case JsonArray items:
                    leaves[path] = Text(items);
                    break;
                case not null:
                    leaves[path] = node.ToString();
                    break;
            }
        }
    }

    private static string Text(JsonArray items)
    {
        var texts = items.Select(i => i?.ToString() ?? "").ToList();
        if (texts.Count == 0)
            return "none";
        return texts.Count <= MostItems
            ? string.Join(", ", texts)
            : $"{texts[0]}, {texts[1]}, {texts[2]}, …, {texts[^1]} ({texts.Count} values)";
    }
}
