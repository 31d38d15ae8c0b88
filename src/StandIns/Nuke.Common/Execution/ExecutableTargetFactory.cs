using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Finds a build's targets and resolves how they relate.</summary>
internal static class ExecutableTargetFactory
{
    public static IReadOnlyList<ExecutableTarget> CreateAll<T>(T build, Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild
    {
        var defaultTargets = defaults.Select(x => Evaluate(x, build)).ToList();
        var targets = typeof(T)
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(x => x.PropertyType == typeof(Target))
            .DistinctBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => Create(x, build, defaultTargets))
            .ToList();
        foreach (var target in targets)
            Relate(target, targets);
        return targets;
    }

    private static ExecutableTarget Create(PropertyInfo property, NukeBuild build, List<Target> defaultTargets)
    {
        var factory = (Target)property.GetValue(build)!;
        var definition = new TargetDefinition();
        factory(definition);
        return new ExecutableTarget
        {
            Definition = definition,
            Member = property,
            Name = property.Name,
            Description = definition.Description,
            Listed = !definition.IsUnlisted,
            Factory = factory,
            IsDefault = defaultTargets.Contains(factory),
        };
    }

    // 'x => x.Compile' is read, not compiled: a compiler started for one property would double the start-up time.
    private static Target Evaluate<T>(Expression<Func<T, Target>> expression, T build) =>
        expression.Body is MemberExpression { Member: PropertyInfo property, Expression: ParameterExpression }
            ? (Target)property.GetValue(build)!
            : expression.Compile(preferInterpretation: true)(build);

    private static void Relate(ExecutableTarget target, List<ExecutableTarget> all)
    {
        target.ExecutionDependencies.AddRange(Related(x => x.DependsOnTargets, x => x.DependentForTargets));
        target.OrderDependencies.AddRange(Related(x => x.AfterTargets, x => x.BeforeTargets));
        target.TriggerDependencies.AddRange(Related(x => x.TriggeredByTargets, x => x.TriggersTargets));
        target.Triggers.AddRange(Related(x => x.TriggersTargets, x => x.TriggeredByTargets));

        // A relation may be stated from either side.
        IEnumerable<ExecutableTarget> Related(
            Func<TargetDefinition, List<Target>> stated,
            Func<TargetDefinition, List<Target>> statedByOther
        ) =>
            stated(target.Definition)
                .Select(x => Find(x, target, all))
                .Concat(all.Where(x => statedByOther(x.Definition).Any(y => y.Equals(target.Factory))))
                .Distinct();
    }

    private static ExecutableTarget Find(Target factory, ExecutableTarget from, List<ExecutableTarget> all) =>
        all.Find(x => factory.Equals(x.Factory))
        ?? throw new UsageException($"Target '{from.Name}' names a target that is not a property of the build.");
}
