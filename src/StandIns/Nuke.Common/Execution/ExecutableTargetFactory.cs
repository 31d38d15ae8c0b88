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
        var targets = typeof(T)
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(x => x.PropertyType == typeof(Target))
            .DistinctBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => Create(x, build, defaultTargets))
            .ToList();
        foreach (var target in targets)
            target.Dependencies.AddRange(target.DependencyFactories.Select(x => Find(x, target, targets)).Distinct());
        return targets;
    }

    private static ExecutableTarget Create(PropertyInfo property, NukeBuild build, List<Target> defaultTargets)
    {
        var factory = (Target)property.GetValue(build)!;
        var target = new ExecutableTarget(property.Name, factory, defaultTargets.Contains(factory));
        factory(target);
        return target;
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
