using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>The pipeline's commands, for a person at a console or for CI. Each returns one of <see cref="ExitCodes"/>.</summary>
public static class PipelineCommands
{
    /// <summary>Runs what is out of date and prints progress and summary.</summary>
    public static int Run(PipelineRequest request) =>
        Interruptible(interruption =>
        {
            if (request is { Name: { } name, TargetsAlone: true })
                throw new DefinitionException(
                    $"a run with a name is of everything; leave out --only, or --name {name}"
                );
            return new PipelineRun(Load(request), request, interruption).Run(Asked(request), Options(request));
        });

    /// <summary>Takes up the last run on SLURM again: follows its jobs to the end, as <see cref="Run"/> would have.</summary>
    public static int Status(PipelineRequest request) =>
        Interruptible(interruption =>
        {
            request = request with { Executor = Executors.Slurm };
            if (Load(request).LastSlurmRun() is not { } run)
            {
                Console.Out.WriteLine("No run on SLURM was started from here (./build.sh Reproduce --executor slurm).");
                return ExitCodes.Success;
            }
            var asked = request with
            {
                Preset = run.Request.Preset,
                Sets = [.. run.Request.Sets, .. run.Request.Variations.Select(v => v.ToString())],
                Force = run.Request.Force,
                Store = run.Store,
            };
            Console.Out.WriteLine($"{run.Name}, logs in {Path.Combine(run.Folder, "logs")}");
            var options = Options(asked) with { Slurm = Jobs(asked) with { IsResuming = true } };
            return new PipelineRun(Load(asked), asked, interruption).Run(run.Request, options);
        });

    /// <summary>Runs one instance, whose inputs must be in the store.</summary>
    /// <param name="request">The store and the parameters.</param>
    /// <param name="name">The instance, <c>child[cnn,s0,t1,r1,c1]</c>.</param>
    public static int RunInstance(PipelineRequest request, string name) =>
        Interruptible(interruption =>
        {
            if (request.IsAttached)
                _ = interruption.WhenEnds(Console.OpenStandardInput());
            var engine = Load(request);
            var asked = Asked(request with { Targets = [name] }, takesSeveral: true);
            var console = RunConsole.Of(request.Level);
            var result = request.JobFolder is { } folder
                ? engine.RunJob(asked, name, folder, interruption.Token)
                : console.Observe(
                    isQuick: false,
                    p => engine.RunInstance(engine.Plan(asked), name, p, interruption.Token)
                );
            return console.Finish(result);
        });

    /// <summary>Prints what <see cref="Run"/> would do, and why.</summary>
    /// <param name="request">What would run.</param>
    /// <param name="jsonPath">A file to which the plan is written as JSON, for programs; null to print it.</param>
    public static int Plan(PipelineRequest request, string? jsonPath) =>
        Checked(() =>
        {
            var plan = Load(request).Plan(Asked(request, takesSeveral: true));
            if (jsonPath is null)
                Console.Out.WriteLine(PlanText.Render(plan, isVerbose: request.IsVerbose, jobs: request.Jobs));
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(jsonPath))!);
                WholeFile.Write(jsonPath, PlanJson.Render(plan));
            }
            return ExitCodes.Success;
        });

    /// <summary>Finds, and on request deletes, results that no preset and no recent run refers to.</summary>
    /// <param name="request">The store.</param>
    /// <param name="keepDays">Results that a run of the last so many days used are kept.</param>
    /// <param name="delete">Whether to delete, rather than to say what would be deleted.</param>
    public static int CollectGarbage(PipelineRequest request, int keepDays, bool delete) =>
        Checked(() =>
        {
            var engine = Load(request);
            var found = engine.CollectGarbage(new GcRequest { KeepDays = keepDays, DryRun = !delete });
            if (delete)
                TrainingCurves.Sweep(engine);
            Console.Out.WriteLine(GcText.Render(found, request.IsVerbose));
            return ExitCodes.Success;
        });

    /// <summary>How a request is to be run: here, or as jobs.</summary>
    internal static RunOptions Options(PipelineRequest request) =>
        new()
        {
            Jobs = request.Jobs,
            KeepGoing = request.KeepGoing,
            Executor = request.Isolate ? new ProcessExecutor(job => InstanceCommands.InProcess(request, job)) : null,
            Slurm = Executors.Check(request.Executor) == Executors.Slurm ? Jobs(request) : null,
            Note = new RunNote
            {
                Name = request.Name,
                Command = request.CommandLine,
                Notes = RunNotes.Of,
            },
        };

    private static SlurmOptions Jobs(PipelineRequest request) =>
        new() { Command = request.JobCommand ?? (folder => InstanceCommands.AsJob(request, folder)) };

    internal static PipelineEngine Load(PipelineRequest request) =>
        Reproduction.Load(
            request.Definition,
            request.Artifacts,
            store: request.Store,
            isElsewhere: Executors.Check(request.Executor) == Executors.Slurm,
            check: VerificationCheck.Run
        );

    /// <summary>What is to be planned.</summary>
    /// <param name="request">The request.</param>
    /// <param name="takesSeveral">Whether settings may have several values, <c>path={a, b}</c>.</param>
    /// <exception cref="DefinitionException">They have, and may not; or their values are mistaken.</exception>
    internal static PlanRequest Asked(PipelineRequest request, bool takesSeveral = false)
    {
        if (!takesSeveral && request.Sets.FirstOrDefault(Variation.IsOne) is { } several)
            throw new DefinitionException(
                $"--set {several}: several values are a sweep: ./build.sh Sweep --set {ShellWord.Of(several)}"
            );
        var (sets, variations) = takesSeveral ? Variation.Divide(request.Sets) : (request.Sets, []);
        return new()
        {
            Preset = request.Preset,
            Sets = sets,
            Variations = variations,
            Targets = request.Targets,
            Only = request.TargetsAlone,
            Force = request.Force,
        };
    }

    /// <summary>Runs a command that Ctrl-C may stop; see <see cref="Checked"/>.</summary>
    internal static int Interruptible(Func<Interruption, int> command)
    {
        using var interruption = new Interruption();
        return Checked(() => command(interruption));
    }

    /// <summary>Runs a command; a mistake is printed without a stack trace.</summary>
    /// <returns>What the command returns, or the code of its mistake.</returns>
    internal static int Checked(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception mistake) when (mistake is DefinitionException or ArgumentException)
        {
            Console.Error.WriteLine(mistake.Message);
            return ExitCodes.Usage;
        }
        catch (Exception failure)
            when (failure
                    is StoreInUseException
                        or SlurmException
                        or StageFailedException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            Console.Error.WriteLine(failure.Message);
            return ExitCodes.Failure;
        }
    }
}
