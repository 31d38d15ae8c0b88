using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Nuke.Common.Reporting;
using Nuke.Common.ValueInjection;
using Serilog;

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
        ConsoleLog.Configure();

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
        finally
        {
            Log.CloseAndFlush();
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
        var skipped = Initialize(build, parameters);

        if (build.Help || build.ExecutionPlan.Count == 0)
        {
            BuildConsole.Line(HelpText.Targets(build.ExecutableTargets));
            BuildConsole.Line(HelpText.Parameters(parameters, build.ExecutableTargets).TrimEnd());
            return 0;
        }

        var executor = new BuildExecutor(build, skipped, () => s_interrupted);
        if (build.Plan)
        {
            executor.MarkSkipped();
            BuildConsole.Line(HelpText.Plan(build.ExecutionPlan, x => x.Status == ExecutionStatus.Skipped).TrimEnd());
            return 0;
        }

        try
        {
            build.OnBuildInitialized();
            executor.MarkSkipped();
            executor.CheckStaticConditions();
            RequirementService.Validate(build, parameters);
            Console.CancelKeyPress += (_, _) => Interrupt(build);
            executor.Execute();
            return Finish(build, executor);
        }
        finally
        {
            build.OnBuildFinished();
        }
    }

    private static IReadOnlyList<ExecutableTarget>? Initialize(
        NukeBuild build,
        IReadOnlyList<ParameterMember> parameters
    )
    {
        var service = ParameterService.Current;
        var errors = new List<string>();
        Collect(() =>
        {
            service.Files = ParametersFiles.Load(NukeBuild.RootDirectory, NukeBuild.LoadedLocalProfiles, parameters);
            return service;
        });
        errors.AddRange(ParameterInjector.Inject(build, parameters));
        var invoked = Collect(() => Resolve(service.InvokedTargets()));
        var skipped = Collect(() => Resolve(service.Require<string[]>(nameof(NukeBuild.SkippedTargets))));
        if (errors.Count > 0)
            throw new UsageException(errors);

        build.OnBuildCreated();
        if (!build.NoLogo)
            BuildReport.WriteLogo();
        foreach (var target in invoked ?? [])
            target.Invoked = true;
        build.ExecutionPlan = ExecutionPlanner.GetExecutionPlan(build.ExecutableTargets, invoked);
        return skipped;

        TResult? Collect<TResult>(Func<TResult?> step)
            where TResult : class
        {
            try
            {
                return step();
            }
            catch (UsageException e)
            {
                errors.Add(e.Message);
                return null;
            }
        }

        IReadOnlyList<ExecutableTarget>? Resolve(IReadOnlyList<string>? names)
        {
            if (names is null)
                return null;
            var found = new List<ExecutableTarget>();
            foreach (var name in names)
                if (build.ExecutableTargets.FirstOrDefault(x => IsNamed(x, name)) is { } target)
                    found.Add(target);
                else
                    errors.Add(NearestName.Unknown("target", name, ListedNames()));
            return found;
        }

        IEnumerable<string> ListedNames() => build.ExecutableTargets.Where(x => x.Listed).Select(x => x.Name);
    }

    private static bool IsNamed(ExecutableTarget target, string name) =>
        string.Equals(target.Name, CommandLine.WithoutDashes(name), StringComparison.OrdinalIgnoreCase);

    private static int Finish(NukeBuild build, BuildExecutor executor)
    {
        var exitCode =
            build.ExitCode
            ?? (
                build.IsSucceeding ? 0
                : s_interrupted ? Interruption
                : Failure
            );
        build.ExitCode = exitCode;
        BuildReport.WriteProblems([.. ConsoleLog.Instance.Problems.Except(executor.Failures)]);
        BuildReport.WriteTable(build.ExecutionPlan);
        BuildReport.WriteOutcome(exitCode == 0 && build.IsSucceeding);
        return exitCode;
    }

    // The process ends after this, unless the target that runs has its own handler and asks to end by itself.
    private static void Interrupt(NukeBuild build)
    {
        if (s_interrupted)
            return;
        s_interrupted = true;
        var running = string.Join(", ", build.RunningTargets.Select(x => x.Name).DefaultIfEmpty("no target"));
        BuildConsole.Line();
        BuildConsole.Line($"Interrupted while running {running}.", ConsoleColor.Yellow);
    }
}
