using System.Text.Json;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>Values from <c>.nuke/parameters.json</c>, by the exact names of the parameters.</summary>
internal sealed class ParametersFile
{
    private const string Source = ".nuke/parameters.json";

    private readonly Dictionary<string, GivenValues> _values = new(StringComparer.Ordinal);
    private readonly List<string> _mistakes = [];

    /// <param name="root">The project's folder, to which relative paths refer.</param>
    /// <param name="known">The parameters that there are.</param>
    public ParametersFile(string root, IReadOnlyList<ParameterDeclaration> known)
    {
        var path = Path.Combine(root, ".nuke", "parameters.json");
        if (File.Exists(path))
            Read(File.ReadAllText(path), root, known);
    }

    /// <summary>What is wrong with it, one a line.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    public GivenValues? Find(string parameter) => _values.GetValueOrDefault(parameter);

    private void Read(string text, string root, IReadOnlyList<ParameterDeclaration> known)
    {
        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            };
            using var document = JsonDocument.Parse(text, options);
            foreach (var property in document.RootElement.EnumerateObject().Where(x => x.Name != "$schema"))
            {
                var parameter = known.FirstOrDefault(x => x.Name == property.Name);
                if (property.Value.ValueKind == JsonValueKind.Null && parameter is not null)
                    continue;
                if (parameter is null)
                    _mistakes.Add(
                        $"{Source}: {NearestName.Unknown("parameter", property.Name, known.Select(x => x.Name))}"
                    );
                else if (!parameter.IsInFiles)
                    _mistakes.Add($"{Source}: '{property.Name}' is read on the command line alone.");
                else if (property.Value.ValueKind == JsonValueKind.Array != parameter.Type.IsArray)
                    _mistakes.Add(
                        $"{Source}: '{property.Name}' takes {(parameter.Type.IsArray ? "a list" : "one value, not a list")}."
                    );
                else
                    _values[property.Name] = new($"{Source}: '{property.Name}'", Texts(property.Value), root);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            _mistakes.Add($"{Source}: {e.Message}");
        }
    }

    private static List<string> Texts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Texts)],
            JsonValueKind.String => [value.GetString()!],
            _ => [value.GetRawText()],
        };
}
