using System.Linq.Expressions;
using Nuke.Common.Schema;

namespace Nuke.Common.Execution;

/// <summary>Takes a build from the command line to its exit code.</summary>
internal static class BuildManager
{
    private const int Failure = -1;

    public static int Execute<T>(Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild, new()
    {
        var build = new T();
        try
        {
            var targets = ExecutableTargetFactory.CreateAll(build, defaultTargets);
            build.Plan = Arguments.Plan;
            BuildSchemaFile.Update(typeof(T), targets);
            build.OnBuildCreated();
            var plan = ExecutionPlanner.GetExecutionPlan(targets, Invoked(targets));
            build.ExecutionPlan = plan;
            BuildExecutor.MarkSkipped(plan, Arguments.Skipped);
            if (build.Plan)
                Console.Out.WriteLine(PlanText.Render(plan, targets));
            else
                BuildExecutor.Execute(plan);
            return build.ExitCode ?? 0;
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception.Message);
            return build.ExitCode ?? Failure;
        }
    }

    private static List<ExecutableTarget>? Invoked(IReadOnlyList<ExecutableTarget> targets)
    {
        var invoked = Arguments
            .Targets?.Select(name =>
                targets.FirstOrDefault(target => Arguments.Same(target.Name, name))
                ?? throw new ArgumentException($"Target with name '{name}' does not exist.")
            )
            .ToList();
        foreach (var target in invoked ?? [])
            target.IsInvoked = true;
        return invoked;
    }
}
