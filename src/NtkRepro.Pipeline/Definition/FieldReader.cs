using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>Takes typed fields out of a map and reports unknown keys and wrong kinds.</summary>
internal sealed class FieldReader
{
    private readonly MapNode _map;
    private readonly string _owner;
    private readonly MistakeList _mistakes;

    public FieldReader(MapNode map, string owner, IReadOnlyList<string> keys, MistakeList mistakes)
    {
        (_map, _owner, _mistakes) = (map, owner, mistakes);
        foreach (var entry in map.Entries.Where(e => !keys.Contains(e.Key, StringComparer.Ordinal)))
        {
            mistakes.AddUnknown(entry.KeyLocation, $"unknown key '{entry.Key}' in {owner}", entry.Key, keys);
        }
    }

    public SourceLocation? Location(string key) => _map.Find(key)?.KeyLocation;

    public SourceLocation? ValueLocation(string key) => _map.Find(key)?.Value.Location;

    public string? Text(string key) =>
        _map.Find(key)?.Value switch
        {
            null => null,
            ScalarNode { IsNull: false } scalar => scalar.Text,
            var other => Refuse<string>(other, key, "a text"),
        };

    /// <summary>A whole number within bounds; null when absent.</summary>
    public int? Number(string key, int least, int most)
    {
        var node = _map.Find(key)?.Value;
        if (node is null or ScalarNode { IsNull: true })
        {
            return null;
        }

        if (
            node is ScalarNode text
            && int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        _mistakes.Add(
            node.Location,
            $"{key} of {_owner}: expected a whole number from {least} to {most}, found {node.Kind}"
        );
        return null;
    }

    public MapNode? Map(string key) =>
        _map.Find(key)?.Value switch
        {
            null or ScalarNode { IsNull: true } => null,
            MapNode map => map,
            var other => Refuse<MapNode>(other, key, "a map"),
        };

    /// <summary>A list of distinct texts; empty when absent.</summary>
    public IReadOnlyList<ScalarNode> Texts(string key) =>
        _map.Find(key)?.Value switch
        {
            null => [],
            ListNode list => Distinct(list, key),
            var other => Refuse<IReadOnlyList<ScalarNode>>(other, key, "a list of texts") ?? [],
        };

    private List<ScalarNode> Distinct(ListNode list, string key)
    {
        var texts = new List<ScalarNode>();
        foreach (var item in list.Items)
        {
            if (item is not ScalarNode { IsNull: false } text)
            {
                Refuse<ScalarNode>(item, key, "a text");
            }
            else if (texts.Exists(t => t.Text == text.Text))
            {
                _mistakes.Add(text.Location, $"'{text.Text}' stands twice in {key} of {_owner}");
            }
            else
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private T? Refuse<T>(SourceNode node, string key, string expected)
        where T : class
    {
        _mistakes.Add(node.Location, $"{key} of {_owner}: expected {expected}, found {node.Kind}");
        return null;
    }
}
