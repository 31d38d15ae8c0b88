using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Nuke.Common.Reporting;
using Nuke.Common.Schema;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Takes a build from the command line to its exit code.</summary>
internal static class BuildManager
{
    private const int Failure = 1;
    private const int Usage = 2;
    private const int Interruption = 130;

    private static volatile bool s_interrupted;

    public static int Execute<T>(Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild, new()
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;

        NukeBuild? build = null;
        try
        {
            var instance = Create<T>();
            build = instance;
            build.ExecutableTargets = ExecutableTargetFactory.CreateAll(instance, defaultTargets);
            return Run(build);
        }
        catch (Exception exception)
        {
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            BuildConsole.Error(NukeBuild.Verbosity == Verbosity.Verbose ? cause.ToString() : cause.Message);
            return build?.ExitCode ?? (cause is UsageException ? Usage : Failure);
        }
    }

    private static T Create<T>()
        where T : new()
    {
        try
        {
            return new T();
        }
        catch (TypeInitializationException e) when (e.InnerException != null)
        {
            throw new TargetInvocationException(e.InnerException);
        }
    }

    private static int Run(NukeBuild build)
    {
        var parameters = ParameterMember.Of(build.GetType());
        var (invoked, skipped) = ReadParameters(build, parameters);
        BuildSchemaFile.Update(build.ExecutableTargets, parameters);
        if (!build.NoLogo)
            BuildReport.WriteLogo();
        foreach (var target in invoked ?? [])
            target.IsInvoked = true;
        build.ExecutionPlan = ExecutionPlanner.GetExecutionPlan(build.ExecutableTargets, invoked);

        if (build.Help || build.ExecutionPlan.Count == 0)
        {
            BuildConsole.Line(HelpText.Targets(build.ExecutableTargets));
            BuildConsole.Line(HelpText.Parameters(parameters, build.ExecutableTargets).TrimEnd());
            return 0;
        }

        var executor = new BuildExecutor(build.ExecutionPlan, () => s_interrupted);
        if (skipped != null)
            executor.MarkSkipped(skipped);
        if (build.Plan)
        {
            BuildConsole.Line(HelpText.Plan(build.ExecutionPlan).TrimEnd());
            return 0;
        }

        RequirementService.Validate(build, parameters);
        Console.CancelKeyPress += (_, _) => Interrupt(build);
        executor.Execute();
        return Finish(build);
    }

    // All mistakes are reported at once, wherever they were made.
    private static (List<ExecutableTarget>? Invoked, List<ExecutableTarget>? Skipped) ReadParameters(
        NukeBuild build,
        IReadOnlyList<ParameterMember> parameters
    )
    {
        var service = ParameterService.Current;
        var errors = new List<string>();
        try
        {
            service.Files = ParametersFiles.Load(NukeBuild.RootDirectory, NukeBuild.LoadedLocalProfiles, parameters);
        }
        catch (UsageException e)
        {
            errors.Add(e.Message);
        }

        errors.AddRange(ParameterInjector.Inject(build, parameters));
        var invoked = Resolve(build.InvokedTargets);
        var skipped = Resolve(build.SkippedTargets);
        return errors.Count == 0 ? (invoked, skipped) : throw new UsageException(errors);

        List<ExecutableTarget>? Resolve(string[]? names)
        {
            if (names is null)
                return null;
            var listed = build.ExecutableTargets.Where(x => x.IsListed).Select(x => x.Name);
            var found = new List<ExecutableTarget>();
            foreach (var name in names)
                if (build.ExecutableTargets.FirstOrDefault(x => x.IsNamed(name)) is { } target)
                    found.Add(target);
                else
                    errors.Add(NearestName.Unknown("target", name, listed));
            return found;
        }
    }

    private static int Finish(NukeBuild build)
    {
        var outcome =
            !build.IsFailing ? 0
            : s_interrupted ? Interruption
            : Failure;
        var exitCode = build.ExitCode ?? outcome;
        BuildReport.WriteProblems();
        BuildReport.WriteTable(build.ExecutionPlan);
        BuildReport.WriteOutcome(exitCode == 0 && !build.IsFailing);
        return exitCode;
    }

    // The process ends after this, unless the target that runs has its own handler and asks to end by itself.
    private static void Interrupt(NukeBuild build)
    {
        if (s_interrupted)
            return;
        s_interrupted = true;
        var running = build.ExecutionPlan.FirstOrDefault(x => x.Status == ExecutionStatus.Running);
        BuildConsole.Line();
        BuildConsole.Line($"Interrupted while running {running?.Name ?? "no target"}.", ConsoleColor.Yellow);
    }
}
