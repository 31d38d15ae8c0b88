namespace NtkRepro.Pipeline;

/// <summary>Multiplies stages by their axes and joins inputs to the instances that write them.</summary>
internal sealed class Expander
{
    private const int MaximumInstances = 1_000_000;
    private readonly ResolvedParameters _parameters;
    private readonly MistakeList _mistakes;
    private readonly List<Instance> _instances = [];
    private readonly Dictionary<string, Producer> _byStage = new(StringComparer.Ordinal);

    private Expander(ResolvedParameters parameters, MistakeList mistakes) =>
        (_parameters, _mistakes) = (parameters, mistakes);

    /// <summary>All instances, producers first; incomplete when mistakes were added.</summary>
    public static IReadOnlyList<Instance> Expand(
        PipelineDefinition definition,
        ResolvedParameters parameters,
        MistakeList mistakes
    )
    {
        var expander = new Expander(parameters, mistakes);
        foreach (var stage in definition.Stages)
        {
            expander.Add(stage);
        }

        return expander._instances;
    }

    private void Add(StageDefinition stage)
    {
        var before = _mistakes.Count;
        var instances = Multiply(stage);
        var isBroken = instances is null || _mistakes.Count > before;
        _byStage.Add(stage.Name, new Producer(stage, instances ?? [], isBroken));
    }

    // Null where the axes are mistaken, which may have been said when they were read.
    private List<Instance>? Multiply(StageDefinition stage)
    {
        var instances = new List<Instance>();
        var room = MaximumInstances - _instances.Count;
        var points = AxisPoints.Of(stage, _parameters, room, MaximumInstances, _mistakes);
        var inputs = stage.InputReferences.Select(r => new InputJoin(stage, r, _byStage, _mistakes)).ToList();
        if (points is null or [])
        {
            // Without axis values only the constant paths can be checked.
            inputs.ForEach(i => i.CheckConstant());
            foreach (var reference in stage.ParameterPaths.Where(p => p.Template.IsConstant))
            {
                FindParameter(stage, reference.Location, reference.Template, []);
            }

            foreach (var pattern in stage.CodePatterns)
            {
                foreach (var place in pattern.Places.Where(p => p.Axes.Count == 0))
                {
                    FindParameter(stage, pattern.Location, place.Path, []);
                }
            }

            return points is null ? null : instances;
        }

        var before = _mistakes.Count;
        var parameters = new ParameterSets(this, stage);
        var code = new CodeFiller(stage, (at, path, values) => FindParameter(stage, at, path, values), _mistakes);
        foreach (var values in points)
        {
            var name = Instance.NameOf(stage, values);
            var set = parameters.At(values);
            var filled = code.At(name, values);
            var joined = inputs.ConvertAll(i => i.At(name, values));
            if (_mistakes.Count == before)
            {
                instances.Add(
                    new Instance
                    {
                        Stage = stage,
                        Index = _instances.Count,
                        Values = values,
                        Name = name,
                        Parameters = set!,
                        Code = filled!,
                        Inputs = joined!,
                    }
                );
                _instances.Add(instances[^1]);
            }
        }

        return instances;
    }

    private BoundValue? FindParameter(StageDefinition stage, SourceLocation location, Template path, AxisValue[] values)
    {
        var at = _parameters.Root;
        foreach (var name in path.Text.Split('.').Select(n => Template.Parse(n, out _)))
        {
            var text = name.Substitute(a => values[AxisIndex(stage, a)].Text);
            var next = at.Part(text);
            if (next is null && name.Axes.Count > 0 && at.HasNames)
            {
                // The value that asks for the entry may come from a preset or a setting, so that is where it is reported, once for all stages.
                var asking = values[AxisIndex(stage, name.Axes[^1])];
                _mistakes.AddMissing(asking.Location, at.Path, text, [.. at.Parts.Select(p => p.Key)]);
                return null;
            }

            if (next is null)
            {
                var whole = path.Substitute(a => values[AxisIndex(stage, a)].Text);
                _mistakes.AddUnknown(location, $"unknown parameter '{whole}'", whole, _parameters.Paths);
                return null;
            }

            at = next;
        }

        return at;
    }

    /// <summary>The declared parameters of a stage's instances, made once for each set of paths.</summary>
    private sealed class ParameterSets(Expander expander, StageDefinition stage)
    {
        private readonly int[] _used =
        [
            .. stage
                .ParameterPaths.SelectMany(p => p.Template.Axes)
                .Distinct(StringComparer.Ordinal)
                .Select(a => AxisIndex(stage, a)),
        ];

        private readonly Dictionary<string, ParameterSet?> _sets = new(StringComparer.Ordinal);

        public ParameterSet? At(AxisValue[] values)
        {
            var key = Key(values, _used);
            if (!_sets.TryGetValue(key, out var set))
            {
                var paths = stage
                    .ParameterPaths.Select(p => p.Template.Substitute(a => values[AxisIndex(stage, a)].Text))
                    .ToList();
                var bound = stage
                    .ParameterPaths.Select(p => expander.FindParameter(stage, p.Location, p.Template, values))
                    .ToList();
                set = bound.Contains(null) ? null : new ParameterSet(paths, bound!);
                _sets.Add(key, set);
            }

            return set;
        }
    }

    internal static int AxisIndex(StageDefinition stage, string axis)
    {
        for (var i = 0; i < stage.Foreach.Count; i++)
        {
            if (stage.Foreach[i].Axis == axis)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The values at some axes as one text; values never hold the separator.</summary>
    internal static string Key(IReadOnlyList<AxisValue> values, int[] axes) =>
        axes.Length switch
        {
            0 => "",
            1 => values[axes[0]].Text,
            _ => string.Join('|', axes.Select(a => values[a].Text)),
        };
}
