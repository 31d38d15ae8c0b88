namespace NtkRepro.Pipeline;

/// <summary>Finds the values of a stage's axes in the resolved parameters.</summary>
internal static class AxisResolver
{
    /// <summary>The values of each axis in order, or null when there is a mistake.</summary>
    public static IReadOnlyList<IReadOnlyList<AxisValue>>? Resolve(
        StageDefinition stage,
        ResolvedParameters parameters,
        MistakeList mistakes
    )
    {
        var axes = stage.Foreach.Select(a => Values(stage, a, parameters, mistakes)).ToList();
        return axes.Contains(null) ? null : [.. axes.OfType<IReadOnlyList<AxisValue>>()];
    }

    private static List<AxisValue>? Values(
        StageDefinition stage,
        AxisDeclaration axis,
        ResolvedParameters parameters,
        MistakeList mistakes
    )
    {
        var before = mistakes.Count;
        var lists = axis.Sources.Select(s => ValuesAt(s, parameters, mistakes)).ToList();
        if (mistakes.Count > before || axis.Sources.Count == 0)
        {
            return null;
        }

        var name = $"axis '{axis.Axis}' of stage '{stage.Name}'";
        var values = lists.SelectMany(v => v!).DistinctBy(v => v.Text, StringComparer.Ordinal).ToList();
        if (values.Count == 0)
        {
            mistakes.Add(axis.Location, $"{name} has no values");
        }
        else if (values.Exists(v => v.Number is null) && values.Exists(v => v.Number is not null))
        {
            mistakes.Add(axis.Location, $"{name} mixes numbers and texts");
        }
        else if (lists.Count > 1)
        {
            values.Sort();
        }

        return mistakes.Count > before ? null : values;
    }

    private static List<AxisValue>? ValuesAt(ScalarNode source, ResolvedParameters parameters, MistakeList mistakes)
    {
        var found = parameters.Find(source.Text);
        if (found is null)
        {
            mistakes.AddUnknown(source.Location, $"unknown parameter '{source.Text}'", source.Text, parameters.Paths);
            return null;
        }

        if (found is { Value: not null, Schema: MapSchema })
        {
            return found.Parts.Select(p => new AxisValue(p.Key, Number: null)).ToList();
        }

        var isList = found is { Value: not null, Schema: ListSchema { Element: ScalarSchema } or NumberRangeSchema };
        if (!isList)
        {
            mistakes.Add(source.Location, $"{source.Text} is a {found.Schema.TypeText}; an axis needs a list or a map");
            return null;
        }

        var values = new List<AxisValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, item) in found.Parts)
        {
            var value = ValueOf(item);
            if (value is null || !AxisText.IsValue(value.Text))
            {
                mistakes.Add(
                    item.Location,
                    $"{item.Path}: '{value?.Text ?? item.CanonicalJsonText()}' cannot be an axis value; allowed are letters, digits and -_.+"
                );
            }
            else if (!seen.Add(value.Text))
            {
                mistakes.Add(item.Location, $"{item.Path}: '{value.Text}' stands twice, and {source.Text} is an axis");
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
            return new AxisValue(text, Number: null);
        }

        return CanonicalNumber.TryParse(text, out var number)
            ? new AxisValue(CanonicalNumber.Text(number), number)
            : null;
    }
}
