using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Finds a build's targets and resolves how they depend on each other.</summary>
internal static class ExecutableTargetFactory
{
    public static IReadOnlyList<ExecutableTarget> CreateAll<T>(T build, Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild
    {
        var defaultTargets = defaults.Select(x => Evaluate(x, build)).ToList();
        var definitions = typeof(T)
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(x => x.PropertyType == typeof(Target))
            .DistinctBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => Create(x, build, defaultTargets))
            .ToList();
        var targets = definitions.Select(x => x.Target).ToList();
        foreach (var (target, definition) in definitions)
            target.Dependencies.AddRange(definition.Dependencies.Select(x => Find(x, target, targets)).Distinct());
        return targets;
    }

    private static (ExecutableTarget Target, TargetDefinition Definition) Create(
        PropertyInfo property,
        NukeBuild build,
        List<Target> defaultTargets
    )
    {
        var factory = (Target)property.GetValue(build)!;
        var target = new ExecutableTarget(property.Name, factory, defaultTargets.Contains(factory));
        var definition = new TargetDefinition(target);
        factory(definition);
        return (target, definition);
    }

    // 'x => x.Compile' is read, not compiled: a compiler started for one property would double the start-up time.
    private static Target Evaluate<T>(Expression<Func<T, Target>> expression, T build) =>
        expression.Body is MemberExpression { Member: PropertyInfo property, Expression: ParameterExpression }
            ? (Target)property.GetValue(build)!
            : expression.Compile(preferInterpretation: true)(build);

    private static ExecutableTarget Find(Target factory, ExecutableTarget from, List<ExecutableTarget> all) =>
        all.Find(x => factory.Equals(x.Factory))
        ?? throw new InvalidOperationException(
            $"Target '{from.Name}' names a target that is not a property of the build."
        );
}
