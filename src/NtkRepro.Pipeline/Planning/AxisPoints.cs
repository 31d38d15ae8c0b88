namespace NtkRepro.Pipeline;

/// <summary>All combinations of values that a stage's axes allow.</summary>
internal static class AxisPoints
{
    /// <summary>The points in order, the last axis fastest, or null when there is a mistake.</summary>
    /// <param name="stage">The stage; without axes it has one point.</param>
    /// <param name="parameters">Where the values are.</param>
    /// <param name="room">How many points are allowed.</param>
    /// <param name="limit">How many instances are allowed in all, for the message.</param>
    /// <param name="mistakes">Receives mistakes.</param>
    public static List<AxisValue[]>? Of(
        StageDefinition stage,
        ResolvedParameters parameters,
        int room,
        int limit,
        MistakeList mistakes
    )
    {
        var axes = stage.Foreach.Select(a => new ResolvedAxis(stage, a, parameters, mistakes)).ToList();
        if (axes.TrueForAll(a => a.IsConstant))
        {
            var count = axes.Aggregate(1.0, (n, axis) => n * axis.At([]).Count);
            if (axes.Exists(a => a.IsBroken))
            {
                return null;
            }

            if (count > room)
            {
                mistakes.Add(
                    stage.Location,
                    $"stage '{stage.Name}' has {count:0} instances; at most {limit} are allowed in all"
                );
                return null;
            }
        }

        // An axis that names others is known only point by point, so these are counted as they come.
        var points = Enumerate(axes).Take(room + 1).ToList();
        if (axes.Exists(a => a.IsBroken))
        {
            return null;
        }

        if (points.Count > room)
        {
            mistakes.Add(
                stage.Location,
                $"stage '{stage.Name}' has more than {room} instances; at most {limit} are allowed in all"
            );
            return null;
        }

        return points;
    }

    private static IEnumerable<AxisValue[]> Enumerate(List<ResolvedAxis> axes)
    {
        if (axes.Count == 0)
        {
            yield return [];
            yield break;
        }

        var point = new AxisValue[axes.Count];
        var next = new int[axes.Count];
        var lists = new IReadOnlyList<AxisValue>[axes.Count];
        lists[0] = axes[0].At(point);
        var depth = 0;
        while (depth >= 0)
        {
            if (next[depth] == lists[depth].Count)
            {
                depth--;
                continue;
            }

            point[depth] = lists[depth][next[depth]++];
            if (depth == axes.Count - 1)
            {
                yield return [.. point];
            }
            else
            {
                depth++;
                next[depth] = 0;
                lists[depth] = axes[depth].At(point);
            }
        }
    }
}
