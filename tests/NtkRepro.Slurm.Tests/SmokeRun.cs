using NtkRepro.Pipeline;

namespace NtkRepro.Slurm.Tests;

/// <summary>The preset <c>smoke</c> of the reproduction, here and on a cluster.</summary>
internal static class SmokeRun
{
    private const string Preset = "smoke";

    /// <summary>On all cores of this machine.</summary>
    public static RunResult Here(string artifacts, IReadOnlyList<string> sets) => Run(artifacts, sets, slurm: null);

    /// <summary>As jobs, each of which runs this assembly.</summary>
    public static RunResult There(string artifacts, IReadOnlyList<string> sets, Cluster cluster) =>
        Run(
            artifacts,
            sets,
            new SlurmOptions
            {
                Command = run => Program.Job("reproduction", artifacts, run, [$"preset:{Preset}", .. sets]),
                Tools = cluster.Tools,
            }
        );

    /// <summary>Every output of every instance with its hash.</summary>
    public static List<string> Hashes(RunResult result) =>
        [
            .. result
                .Instances.Select(i => i.Stage)
                .Distinct(StringComparer.Ordinal)
                .SelectMany(s => result.Outputs(s))
                .Select(f => $"{f.Instance} {f.Name} {f.Sha256}"),
        ];

    private static RunResult Run(string artifacts, IReadOnlyList<string> sets, SlurmOptions? slurm)
    {
        var engine = Reproduction.Load(Repository.Definition, artifacts);
        var plan = engine.Plan(new PlanRequest { Preset = Preset, Sets = sets });
        return engine.Run(plan, new RunOptions { Jobs = Environment.ProcessorCount, Slurm = slurm });
    }
}
