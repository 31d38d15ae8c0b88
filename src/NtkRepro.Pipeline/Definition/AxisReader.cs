namespace NtkRepro.Pipeline;

/// <summary>Reads the axes of one stage, its <c>foreach</c>.</summary>
internal sealed class AxisReader
{
    private readonly string _stage;
    private readonly IReadOnlyList<string> _names;
    private readonly MistakeList _mistakes;

    private AxisReader(string stage, IReadOnlyList<string> names, MistakeList mistakes) =>
        (_stage, _names, _mistakes) = (stage, names, mistakes);

    /// <summary>The axes in order; none without a <c>foreach</c>.</summary>
    public static List<AxisDeclaration> Read(string stage, MapNode? map, MistakeList mistakes)
    {
        var axes = new List<AxisDeclaration>();
        IReadOnlyList<MapEntry> entries = map?.Entries ?? [];
        var reader = new AxisReader(stage, [.. entries.Select(e => e.Key)], mistakes);
        foreach (var entry in entries)
        {
            if (AxisText.IsName(entry.Key))
            {
                axes.Add(reader.Read(entry, [.. axes.Select(a => a.Axis)]));
            }
            else
            {
                mistakes.Add(entry.KeyLocation, $"'{entry.Key}': an axis's name {AxisText.NameRule}");
            }
        }

        return axes;
    }

    private AxisDeclaration Read(MapEntry entry, IReadOnlyList<string> before)
    {
        IReadOnlyList<SourceNode> items = entry.Value is ListNode list ? list.Items : [entry.Value];
        var texts = items.OfType<ScalarNode>().Where(s => !s.IsNull).ToList();
        if (texts.Count < items.Count || items.Count == 0)
        {
            _mistakes.Add(entry.Value.Location, $"axis '{entry.Key}': expected a parameter path or a list of them");
        }

        var sources = texts.Select(t => ReadSource(t, entry.Key, before)).OfType<AxisSource>().ToList();
        return new AxisDeclaration(
            entry.Key,
            entry.KeyLocation,
            sources,
            IsBroken: sources.Count < items.Count || items.Count == 0
        )
        {
            MayBeEmpty = texts.TrueForAll(t => t.Text.EndsWith(AxisDeclaration.MayBeEmptyMark)),
        };
    }

    private AxisSource? ReadSource(ScalarNode text, string axis, IReadOnlyList<string> before)
    {
        var isMarked = text.Text.EndsWith(AxisDeclaration.MayBeEmptyMark);
        var path = Template.Parse(isMarked ? text.Text[..^1] : text.Text, out var problem);
        if (problem is not null)
        {
            _mistakes.Add(text.Location, problem);
            return null;
        }

        var unknown = path.Axes.FirstOrDefault(a => !before.Contains(a, StringComparer.Ordinal));
        if (unknown is null)
        {
            return new AxisSource(path, text.Location);
        }

        if (unknown == axis)
        {
            _mistakes.Add(text.Location, $"axis '{axis}' of stage '{_stage}' is given by itself");
        }
        else if (_names.Contains(unknown, StringComparer.Ordinal))
        {
            _mistakes.Add(
                text.Location,
                $"axis '{axis}' of stage '{_stage}' uses axis '{unknown}' before it is declared; put '{unknown}' before '{axis}'"
            );
        }
        else
        {
            _mistakes.AddUnknown(text.Location, $"stage '{_stage}' has no axis '{unknown}'", unknown, before);
        }

        return null;
    }
}
