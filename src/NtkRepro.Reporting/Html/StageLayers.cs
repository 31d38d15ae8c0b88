namespace NtkRepro.Reporting.Html;

/// <summary>A stage in its layer, or the place where an arrow passes the layer.</summary>
internal sealed class StageNode
{
    /// <summary>The stage; null for an arrow that passes.</summary>
    public StageRow? Stage { get; init; }

    /// <summary>The stage, or the one that the arrow comes from.</summary>
    public required StageRow Origin { get; init; }

    /// <summary>What arrows come from, in the layer before.</summary>
    public List<StageNode> From { get; } = [];
}

/// <summary>Puts stages into layers: each one further than the furthest that it reads from.</summary>
internal static class StageLayers
{
    /// <summary>The layers, each from top to bottom.</summary>
    /// <param name="stages">The stages, each after those that it reads from.</param>
    public static IReadOnlyList<IReadOnlyList<StageNode>> Of(IReadOnlyList<StageRow> stages)
    {
        var known = stages.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = Reduced(stages, known);
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stage in stages)
            depth[stage.Name] = inputs[stage.Name].Select(i => depth[i] + 1).DefaultIfEmpty(0).Max();
        var layers = Enumerable.Range(0, depth.Values.Max() + 1).Select(_ => new List<StageNode>()).ToList();
        var last = new Dictionary<string, List<StageNode>>(StringComparer.Ordinal);
        foreach (var stage in stages)
        {
            var node = new StageNode { Stage = stage, Origin = stage };
            foreach (var input in inputs[stage.Name])
                node.From.Add(Passing(input, depth[stage.Name] - 1));
            layers[depth[stage.Name]].Add(node);
            last[stage.Name] = [node];
        }
        foreach (var layer in layers)
            Sort(layer, layers);
        return layers;

        // The node of a stage in a layer at or after its own, with all that lead there.
        StageNode Passing(string name, int layer)
        {
            var chain = last[name];
            while (depth[name] + chain.Count - 1 < layer)
            {
                var next = new StageNode { Origin = chain[0].Origin };
                next.From.Add(chain[^1]);
                layers[depth[name] + chain.Count].Add(next);
                chain.Add(next);
            }
            return chain[layer - depth[name]];
        }
    }

    // What a stage reads from, without what that reads from itself.
    private static Dictionary<string, List<string>> Reduced(IReadOnlyList<StageRow> stages, HashSet<string> known)
    {
        var above = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var reduced = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var stage in stages)
        {
            var inputs = stage.Inputs.Where(known.Contains).Distinct(StringComparer.Ordinal).ToList();
            reduced[stage.Name] = inputs.FindAll(i => !inputs.Exists(other => above[other].Contains(i)));
            above[stage.Name] = [.. inputs, .. inputs.SelectMany(i => above[i])];
        }
        return reduced;
    }

    // By the mean place of what leads to each, so that few arrows cross.
    private static void Sort(List<StageNode> layer, List<List<StageNode>> layers)
    {
        var before = layers.IndexOf(layer) is > 0 and var i ? layers[i - 1] : [];
        var sorted = layer.OrderBy(n => n.From.Select(f => before.IndexOf(f)).DefaultIfEmpty(0).Average()).ToList();
        layer.Clear();
        layer.AddRange(sorted);
    }
}
