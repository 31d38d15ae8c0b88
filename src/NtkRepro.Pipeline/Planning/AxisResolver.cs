namespace NtkRepro.Pipeline;

/// <summary>Reads axis values out of resolved parameters.</summary>
internal sealed class AxisResolver(StageDefinition stage, ResolvedParameters parameters, MistakeList mistakes)
{
    /// <summary>The values of a path at a point, in order, or null when there is a mistake.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="source">One of its paths.</param>
    /// <param name="point">The values of the axes before it, or null to check only what does not depend on them.</param>
    /// <param name="found">The list or map; null where there is none.</param>
    public List<AxisValue>? Values(
        AxisDeclaration axis,
        AxisSource source,
        IReadOnlyList<AxisValue>? point,
        out BoundValue? found
    )
    {
        found = Find(axis, source, point);
        if (found is null)
        {
            return null;
        }

        if (found is { Value: not null, Schema: MapSchema })
        {
            return found.Parts.Select(p => new AxisValue(p.Key, Number: null, p.Value.Location)).ToList();
        }

        if (found is { Value: not null, Schema: ListSchema { Element: ScalarSchema } or NumberRangeSchema })
        {
            return Items(found);
        }

        mistakes.Add(source.Location, $"{found.Path} is a {found.Schema.TypeText}; an axis needs a list or a map");
        return null;
    }

    /// <summary>Follows a path name by name; null when it ends early, by a mistake or for want of a point.</summary>
    private BoundValue? Find(AxisDeclaration axis, AxisSource source, IReadOnlyList<AxisValue>? point)
    {
        var at = parameters.Root;
        foreach (var name in source.Names)
        {
            if (!name.IsConstant && point is null)
            {
                return null;
            }

            var text = name.Substitute(a => point![Expander.AxisIndex(stage, a)].Text);
            var next = at.Part(text);
            if (next is null && name.IsConstant)
            {
                var path = source.Path.IsConstant ? source.Path.Text : $"{at.Path}.{text}".TrimStart('.');
                mistakes.AddUnknown(source.Location, $"unknown parameter '{path}'", path, parameters.Paths);
            }
            else if (next is null)
            {
                // The value that asks for the entry may come from a preset or a setting, so that is where it is reported.
                var asking = point![Expander.AxisIndex(stage, name.Axes[^1])].Location;
                AddMissing(axis, source, at, text, asking);
            }

            if (next is null)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    private void AddMissing(
        AxisDeclaration axis,
        AxisSource source,
        BoundValue map,
        string entry,
        SourceLocation asking
    )
    {
        if (map.HasNames)
        {
            mistakes.AddMissing(
                asking,
                map.Path,
                entry,
                [.. map.Parts.Select(p => p.Key)],
                $", and axis '{axis.Axis}' is {source.Path.Text}"
            );
        }
        else
        {
            var path = map.Path.Length == 0 ? "parameters" : map.Path;
            var kind = map.Value is null ? "nothing" : $"a {map.Schema.TypeText}";
            mistakes.Add(source.Location, $"{path} is {kind}; '{source.Path.Text}' needs a map");
        }
    }

    private List<AxisValue> Items(BoundValue list)
    {
        var values = new List<AxisValue>(list.Parts.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, item) in list.Parts)
        {
            var value = ValueOf(item);
            if (value is null || !AxisText.IsValue(value.Text))
            {
                mistakes.Add(
                    item.Location,
                    $"{item.Path}: '{value?.Text ?? item.CanonicalJsonText()}' cannot be an axis value; {AxisText.ValueRule}"
                );
            }
            else if (!seen.Add(value.Text))
            {
                mistakes.Add(item.Location, $"{item.Path}: '{value.Text}' stands twice, and {list.Path} is an axis");
            }
            else
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static AxisValue? ValueOf(BoundValue item)
    {
        if (item.Value is null)
        {
            return null;
        }

        var text = ScalarTypes.CanonicalText(item.Value);
        if (item.Schema is not ScalarSchema { IsNumeric: true })
        {
            return new AxisValue(text, Number: null, item.Location);
        }

        return CanonicalNumber.TryParse(text, out var number)
            ? new AxisValue(CanonicalNumber.Text(number), number, item.Location)
            : null;
    }
}
