using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.ValueInjection;

/// <summary>Values from <c>.nuke/parameters.json</c> and from the loaded profiles' files, of which the last one wins.</summary>
internal sealed class ParametersFiles
{
    public static readonly ParametersFiles None = new();

    private readonly Dictionary<string, GivenValues> _values = new(StringComparer.Ordinal);

    /// <exception cref="UsageException">A file is missing, is no JSON object, or names an unknown parameter.</exception>
    public static ParametersFiles Load(
        AbsolutePath root,
        IEnumerable<string> profiles,
        IReadOnlyList<ParameterMember> known
    )
    {
        var files = new ParametersFiles();
        var standard = root / ".nuke" / "parameters.json";
        if (File.Exists(standard))
            files.Read(root, standard, known);
        foreach (var profile in profiles)
        {
            var file = root / ".nuke" / $"parameters.{profile}.json";
            if (!File.Exists(file))
                throw new UsageException($"Profile '{profile}' does not exist: there is no '{file}'.");
            files.Read(root, file, known);
        }

        return files;
    }

    public GivenValues? Find(string parameter) => _values.GetValueOrDefault(parameter);

    private void Read(AbsolutePath root, AbsolutePath file, IReadOnlyList<ParameterMember> known)
    {
        var source = $".nuke/{Path.GetFileName(file)}";
        var errors = new List<string>();
        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            };
            using var document = JsonDocument.Parse(File.ReadAllText(file), options);
            foreach (var property in document.RootElement.EnumerateObject().Where(x => x.Name != "$schema"))
            {
                if (!known.Any(x => x.Name == property.Name))
                    errors.Add(
                        $"{source}: {NearestName.Unknown("parameter", property.Name, known.Select(x => x.Name))}"
                    );
                else if (property.Value.ValueKind != JsonValueKind.Null)
                    _values[property.Name] = new($"{source}: '{property.Name}'", Texts(property.Value), root);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            errors.Add($"{source}: {e.Message}");
        }

        if (errors.Count > 0)
            throw new UsageException(errors);
    }

    private static List<string> Texts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Texts)],
            JsonValueKind.String => [value.GetString()!],
            _ => [value.GetRawText()],
        };
}
