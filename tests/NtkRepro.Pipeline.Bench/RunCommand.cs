using System.Diagnostics;

namespace NtkRepro.Pipeline.Bench;

/// <summary>Plans and runs a pipeline, or one instance of it, as a front end would.</summary>
internal static class RunCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static int Run(string folder, HostOptions options)
    {
        var engine = Definitions.Load(folder, options);
        var result = options.Instance is { } name
            ? engine.RunInstance(engine.Plan(new PlanRequest { Targets = [name] }), name, new Printer())
            : engine.Run(
                engine.Plan(new PlanRequest { Rehash = options.Rehash }),
                new RunOptions
                {
                    Jobs = options.Jobs,
                    KeepGoing = options.KeepGoing,
                    Executor = options.IsByProcess ? new ProcessExecutor(j => Command(folder, options, j)) : null,
                },
                new Printer()
            );
        foreach (var warning in result.Warnings)
        {
            HostConsole.Write($"warning: {warning}");
        }

        HostConsole.Write(
            $"computed {result.Count(Outcome.Computed)}, cached {result.Count(Outcome.Cached)}, "
                + $"up to date {result.Count(Outcome.UpToDate)}, failed {result.Failed.Count}, skipped {result.Skipped.Count}"
        );
        if (!result.Succeeded)
        {
            Console.Error.WriteLine(result.FailureText());
        }

        return result.Succeeded ? Success : Failure;
    }

    /// <summary>This program again, for one instance.</summary>
    private static ProcessStartInfo Command(string folder, HostOptions options, InstanceJob job) =>
        Self.Start(["run", folder, .. options.ForInstance(job.Instance)]);

    private sealed class Printer : IProgress<PipelineEvent>
    {
        public void Report(PipelineEvent value)
        {
            if (value is InstanceProgressed { Status: { } status, Instance: var instance })
            {
                HostConsole.Write($"{instance} {status}");
            }
        }
    }
}
